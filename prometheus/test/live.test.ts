import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeRules, readLintContext, readRuleFiles } from '../src/lint/context.ts'
import type { LoadedRule } from '../src/live/api.ts'
import { liveFindings } from '../src/live/findings.ts'

const rules = placeRules(readRuleFiles('training'))
const context = readLintContext()
const loaded: readonly LoadedRule[] = rules.map(({ rule }) => ({
  name: rule.alert ?? rule.record ?? '',
  health: 'ok',
  ...(rule.alert !== undefined && { state: 'inactive' as const }),
}))
const names = [...context.labelsOfSeries.keys()]

function findings(change: {
  rules?: (rule: LoadedRule) => LoadedRule[]
  names?: readonly string[]
}) {
  const group = {
    name: 'all',
    evaluationTime: 0.01,
    rules: loaded.flatMap(change.rules ?? (r => [r])),
  }
  const metricNames = new Set(change.names ?? names)
  return liveFindings(rules, context, { groups: [group], metricNames, series: 0 })
}

test('a healthy stack leads to no finding', () => {
  assert.deepEqual(findings({}), [])
})

test('a metric that nobody exports is told, with the rule that is blind', () => {
  const gone = 'kafka_log_cleaner_max_dirty_percent'
  assert.deepEqual(findings({ names: names.filter(name => name !== gone) }), [
    {
      check: 'metrics-scraped',
      where: 'disk.yml / KafkaCompactionStalled',
      problem: `nobody exports ${gone}`,
    },
  ])
})

test('a rule that is not loaded, one that fails and one that fires are told', () => {
  let hung = 0
  const found = findings({
    rules: rule => {
      if (rule.name === 'ScrapeSlow') return []
      if (rule.name === 'KafkaHungTransaction' && hung++ === 0) return []
      if (rule.name === 'KafkaUnderMinIsr') return [{ ...rule, state: 'firing' }]
      if (rule.name === 'KafkaRetentionRisk')
        return [{ ...rule, health: 'err', lastError: 'many-to-many' }]
      return [{ ...rule, ...(rule.name === 'Watchdog' && { state: 'firing' as const }) }]
    },
  })
  assert.deepEqual(
    found.map(({ where, problem }) => `${where}: ${problem}`),
    [
      'meta.yml / ScrapeSlow: is not loaded',
      // One of its two.
      'offsets.yml / KafkaHungTransaction: is not loaded',
      'KafkaRetentionRisk: many-to-many',
      'KafkaUnderMinIsr: fires',
    ],
  )
})
