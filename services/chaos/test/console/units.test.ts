import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate } from '../../console/dashboards/model/durations.js'
import { formatValue, isKnownUnit } from '../../console/dashboards/model/units.js'

const cases: [value: number | string, unit: string, decimals: number | undefined, text: string][] =
  [
    [0, 'short', undefined, '0'],
    [12, 'short', undefined, '12'],
    [12_345, 'short', undefined, '12.3 k'],
    [999.7, 'short', undefined, '1 k'],
    [-1_500_000, 'short', undefined, '−1.5 M'],
    [0.000_012, 'short', undefined, '1.2e-5'],
    [0.5, 's', undefined, '500 ms'],
    [90, 's', undefined, '1.5 min'],
    [3600, 's', undefined, '1 h'],
    [0.000_004_59, 's', undefined, '4.59 µs'],
    [1500, 'ms', undefined, '1.5 s'],
    [0, 's', undefined, '0 s'],
    [1536, 'bytes', undefined, '1.5 KiB'],
    [63.6 * 1024 * 1024, 'bytes', undefined, '63.6 MiB'],
    [16_300, 'Bps', undefined, '16.3 kB/s'],
    [0.2, 'percentunit', undefined, '20 %'],
    [0.99951, 'percentunit', 2, '99.95 %'],
    [97.5, 'percent', undefined, '97.5 %'],
    [12_300, 'ops', undefined, '12.3 k ops/s'],
    [3, 'reqps', undefined, '3 req/s'],
    [1_234_567, 'none', undefined, '1234567'],
    [3.25, 'none', 1, '3.3'],
    [1, 'bool_yes_no', undefined, 'yes'],
    [7, 'suffix: orders', undefined, '7 orders'],
    [Number.NaN, 's', undefined, 'NaN'],
    [Number.NEGATIVE_INFINITY, 'short', undefined, '−∞'],
    ['kafka-1', 'short', undefined, 'kafka-1'],
  ]

for (const [value, unit, decimals, text] of cases) {
  const digits = decimals === undefined ? '' : ` with ${decimals} decimals`
  test(`${value} in ${unit}${digits} is ${text}`, () => {
    assert.equal(formatValue(value, unit, decimals), text)
  })
}

test('dates are written in full, or as the time that has passed', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5)
  assert.equal(formatDate(at, 'dateTimeAsIso'), '2026-01-02 03:04:05')
  assert.equal(formatDate(at, 'dateTimeFromNow', at + 90_000), '1.5 min ago')
})

test('a unit that nobody knows is no unit', () => {
  for (const unit of ['short', 's', 'percentunit', 'dateTimeAsIso', 'suffix:x']) {
    assert.ok(isKnownUnit(unit), unit)
  }
  assert.equal(isKnownUnit('furlongs'), false)
})
