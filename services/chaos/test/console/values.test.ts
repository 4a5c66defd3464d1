import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tickSteps, timeTick, valueRange } from '../../console/dashboards/model/axis.js'
import { display, displayText } from '../../console/dashboards/model/display.js'
import { configOf } from '../../console/dashboards/model/field-config.js'
import { nameSeries } from '../../console/dashboards/model/legend.js'
import { mapValue } from '../../console/dashboards/model/mappings.js'
import { calculations } from '../../console/dashboards/model/reduce.js'
import { stack } from '../../console/dashboards/model/stack.js'
import { absoluteSteps, colorOf } from '../../console/dashboards/model/thresholds.js'

const steps = [
  { value: null, color: 'green' },
  { value: 60, color: 'orange' },
  { value: 300, color: 'red' },
]

test('a series is named by its legend format, else by its labels', () => {
  const labels = { __name__: 'lag', group: 'payment', topic: 'orders' }
  assert.equal(nameSeries('{{group}} · {{ topic }}', labels), 'payment · orders')
  assert.equal(nameSeries('{{group}} {{missing}} x', labels), 'payment x')
  assert.equal(nameSeries('', labels), 'lag{group="payment", topic="orders"}')
  assert.equal(nameSeries('__auto', {}, 'sum(x)'), 'sum(x)')
})

test('a value has the colour of the last step it reaches', () => {
  const colors = [-5, 59.9, 60, 299, 1000].map(value => colorOf({ steps }, value))
  assert.deepEqual(colors, ['green', 'green', 'orange', 'orange', 'red'])
  assert.equal(colorOf({ steps }, null), undefined)
  assert.equal(colorOf({ steps }, Number.NaN), undefined)
})

test('thresholds in percent lie between the ends of the axis', () => {
  const percent = { mode: 'percentage', steps: [steps[0], { value: 80, color: 'red' }] }
  assert.equal(absoluteSteps(percent, { min: 0, max: 50 })[1]?.value, 40)
})

test('values, ranges and special values have words', () => {
  const mappings = [
    { type: 'value', options: { '0': { text: 'none', color: 'green' } } },
    { type: 'range', options: { from: 10, to: null, result: { text: 'many' } } },
    { type: 'special', options: { match: 'null+nan', result: { text: 'unknown' } } },
    { type: 'regex', options: { pattern: '/^kafka-(.*)$/', result: { text: 'broker $1' } } },
  ]
  assert.deepEqual(mapValue(mappings, 0), { text: 'none', color: 'green' })
  assert.equal(mapValue(mappings, 12)?.text, 'many')
  assert.equal(mapValue(mappings, Number.NaN)?.text, 'unknown')
  assert.equal(mapValue(mappings, 'kafka-2')?.text, 'broker 2')
  assert.equal(mapValue(mappings, 5), undefined)
})

test('a value is shown by its mapping, else in its unit, with the colour of its threshold', () => {
  const config = { unit: 's', thresholds: { steps }, mappings: [], noValue: 'never' }
  assert.deepEqual(display(config, 90), { text: '1.5', suffix: 'min', color: 'orange' })
  assert.equal(displayText(config, null), 'never')
  assert.equal(displayText({}, null), '–')
})

test('an override changes what it matches, and nothing else', () => {
  const panel = {
    fieldConfig: {
      defaults: { unit: 'short', custom: { lineWidth: 2 } },
      overrides: [
        {
          matcher: { id: 'byName', options: 'Size' },
          properties: [{ id: 'unit', value: 'bytes' }],
        },
        {
          matcher: { id: 'byRegexp', options: '/^max/' },
          properties: [{ id: 'custom.lineWidth', value: 1 }],
        },
      ],
    },
  }
  assert.equal(configOf(panel, { name: 'Size' }).unit, 'bytes')
  assert.equal(configOf(panel, { name: 'max lag' }).custom.lineWidth, 1)
  assert.deepEqual(configOf(panel, { name: 'x' }), { unit: 'short', custom: { lineWidth: 2 } })
})

test('many values become one, gaps left out', () => {
  const values = [null, 4, 2, null]
  const results = ['lastNotNull', 'max', 'mean', 'sum', 'diff'].map(name => {
    return calculations[name as keyof typeof calculations](values)
  })
  assert.deepEqual(results, [2, 4, 3, 6, -2])
  assert.equal(calculations.max([null]), null)
})

test('the value axis keeps fixed ends, reaches soft ones, and gives the rest some room', () => {
  assert.deepEqual(valueRange({ min: 0, softMax: 10 }, 0, 3), [0, 10])
  assert.deepEqual(valueRange({ min: 0, softMax: 10 }, 0, 100), [0, 106])
  assert.deepEqual(valueRange({ min: 0, max: 1 }, 0.4, 0.5), [0, 1])
  assert.deepEqual(valueRange({ min: 0 }, null, null), [0, 1])
  assert.deepEqual(valueRange({}, 5, 5), [5, 10])
})

test('ticks of bytes stand at powers of two, those of time at the times people know', () => {
  assert.equal(tickSteps('bytes')?.[10], 1024)
  assert.ok(tickSteps('s')?.includes(300))
  assert.equal(tickSteps('short'), undefined)
  assert.equal(timeTick(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000, 30, 'utc'), '03:04:05')
  assert.equal(timeTick(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000, 3600, 'utc'), '03:04')
})

test('stacked lines stand on each other, over gaps too', () => {
  const line = (values: (number | null)[], mode: string) => ({
    config: { custom: { stacking: { mode } } },
    values,
  })
  const lines = [line([1, 2], 'normal'), line([9, 9], 'none'), line([3, null], 'normal')]
  assert.deepEqual(stack(lines), [
    [1, 2],
    [9, 9],
    [4, null],
  ])
})
