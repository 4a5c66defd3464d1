import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '../src/alert.ts'
import { rangesOf, timingOf } from '../src/alert-case.ts'
import { casesByConcern } from '../src/case-catalogue.ts'
import { alerts, alertsByConcern, recordingsOf } from '../src/catalogue.ts'
import { type ProfileName, profileNames, scrapeSeconds, toSeconds } from '../src/profiles.ts'

const rulesOf = (profile: ProfileName) => [
  ...alerts.map(({ name, expr }) => ({ name, expr: expr(profile) })),
  ...recordingsOf(profile).map(({ record, expr }) => ({ name: record.name, expr })),
]

test('the three classic rules stand there word for word, with their usual durations', () => {
  const verbatim = [
    [
      'KafkaOfflinePartitions',
      'kafka_server_replicamanager_offline_partitions_count > 0',
      '1m',
      'critical',
    ],
    ['KafkaConsumerLagHigh', 'kafka_consumer_group_lag > 10000', '5m', 'warning'],
    [
      'KafkaUnderReplicatedPartitions',
      'kafka_server_replicamanager_under_replicated_partitions > 0',
      '5m',
      'warning',
    ],
  ] as const
  for (const [name, expr, hold, severity] of verbatim) {
    const rule = alerts.find(alert => alert.name === name)
    assert.ok(rule, name)
    for (const profile of profileNames) assert.equal(rule.expr(profile), expr)
    assert.equal(rule.for.production, hold)
    assert.equal(rule.severity, severity)
  }
})

test('every range spans at least four scrapes', () => {
  for (const profile of profileNames) {
    for (const { name, expr } of rulesOf(profile)) {
      for (const range of rangesOf(expr)) {
        assert.ok(range >= 4 * scrapeSeconds[profile], `${name} in ${profile}: ${range}s`)
      }
    }
  }
})

test('training is never slower than production', () => {
  for (const alert of alerts) {
    assert.ok(toSeconds(alert.for.training) <= toSeconds(alert.for.production), alert.name)
  }
})

test('two rules of one name differ in a label of their own', () => {
  const keys = alerts.map(keyOf)
  assert.equal(new Set(keys).size, keys.length)
})

test('every rule has a case in which it fires and one in which it stays silent', () => {
  for (const [concern, rulesOfConcern] of Object.entries(alertsByConcern)) {
    const cases = (casesByConcern[concern] ?? []).flatMap(({ alert, build }) =>
      build(timingOf(alert, 'training')).map(({ fires = [] }) => ({
        of: keyOf(alert),
        raisedBy: new Set(fires.map(({ rule = alert }) => keyOf(rule))),
      })),
    )
    for (const alert of rulesOfConcern) {
      const key = keyOf(alert)
      const fires = cases.some(({ raisedBy }) => raisedBy.has(key))
      // A case of a rule lasts as long as that rule needs: silence in another's proves little.
      const silent = cases.some(({ of, raisedBy }) => of === key && !raisedBy.has(key))
      assert.ok(fires, `${key} never fires in a test`)
      assert.ok(silent || alert.severity === 'none', `${key} is never silent in a test`)
    }
  }
})

/** What tells a rule from others, those of its name included. */
function keyOf({ name, severity, labels }: Alert): string {
  return JSON.stringify([name, severity, labels])
}
