import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  const keys = alerts.map(({ name, severity, labels }) => JSON.stringify([name, severity, labels]))
  assert.equal(new Set(keys).size, keys.length)
})

test('every rule has a case in which it fires and one in which it stays silent', () => {
  for (const [concern, rulesOfConcern] of Object.entries(alertsByConcern)) {
    for (const alert of rulesOfConcern) {
      const cases = (casesByConcern[concern] ?? [])
        .filter(entry => entry.alert.name === alert.name)
        .flatMap(entry => entry.build(timingOf(entry.alert, 'training')))
      const fires = cases.some(({ fires = [] }) => fires.length > 0)
      const silent = cases.some(({ fires = [] }) => fires.length === 0)
      assert.ok(fires, `${alert.name} never fires in a test`)
      assert.ok(silent || alert.severity === 'none', `${alert.name} is never silent in a test`)
    }
  }
})
