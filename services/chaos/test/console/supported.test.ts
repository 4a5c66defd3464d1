import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { unsupportedIn } from '../../console/dashboards/model/supported.js'

const folder = join(import.meta.dirname, '../../../../grafana/dashboards')
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const panel = (changes: object) => ({
  title: 'Panel',
  type: 'stat',
  gridPos: { x: 0, y: 0, w: 4, h: 4 },
  ...changes,
})

test('there are dashboards', () => assert.ok(files.length > 0))

for (const file of files) {
  test(`the console can draw all of ${file}`, () => {
    assert.deepEqual(unsupportedIn(read(file)), [])
  })
}

const strange = {
  'a panel type': [panel({ type: 'gauge' }), 'Panel: panel type gauge'],
  'a unit': [
    panel({ fieldConfig: { defaults: { unit: 'furlongs' } } }),
    'Panel: fieldConfig.defaults.unit = "furlongs"',
  ],
  'a transformation': [
    panel({ type: 'table', transformations: [{ id: 'pivot', options: {} }] }),
    'Panel: transformations[].id = "pivot"',
  ],
  'an option': [panel({ options: { sparkle: true } }), 'Panel: options.sparkle = true'],
  'a value of an option': [
    panel({ type: 'text', options: { mode: 'html', content: '' } }),
    'Panel: options.mode = "html"',
  ],
  'a property of an override': [
    panel({
      type: 'timeseries',
      fieldConfig: {
        overrides: [
          {
            matcher: { id: 'byName', options: 'a' },
            properties: [{ id: 'custom.glow', value: 1 }],
          },
        ],
      },
    }),
    'Panel: fieldConfig.overrides[].properties[].id = "custom.glow"',
  ],
} as const

for (const [what, [given, expected]] of Object.entries(strange)) {
  test(`${what} that the console does not know is named`, () => {
    assert.deepEqual(unsupportedIn({ panels: [given] }), [expected])
  })
}

test('a variable whose query the console does not understand is named', () => {
  const templating = { list: [{ type: 'query', name: 'x', query: 'metrics(kafka.*)' }] }
  assert.deepEqual(unsupportedIn({ templating }), ['templating.list[].query = "metrics(kafka.*)"'])
})
