import type { LintContext } from '../src/lint/model.ts'

/** Parsed rule files and what they are compared with: the mistakes change whatever they like. */
// biome-ignore lint/suspicious/noExplicitAny: seeded mistakes break the very types
type Loose = any

/** A mistake that somebody could make, and the finding that it must lead to, the only one. */
export interface SeededMistake {
  readonly mistake: string
  readonly check: string
  readonly where: string
  readonly problem: string
  /** Changes a rule by its name. */
  readonly rule?: readonly [name: string, change: (rule: Loose) => void]
  /** Changes what rules are compared with. */
  readonly context?: (context: LintContext) => LintContext
}

const expr = (from: string, to: string) => (rule: Loose) => {
  const before = rule.expr
  rule.expr = before.replace(from, to)
  if (rule.expr === before) throw new Error(`${from} does not occur in ${before}`)
}

const saturated = 'saturation.yml / KafkaRequestHandlerSaturated'

const ofExpressions: readonly SeededMistake[] = [
  {
    mistake: 'a bracket that is not closed',
    check: 'promql-parses',
    where: saturated,
    problem: 'no PromQL from here on: the end',
    rule: ['KafkaRequestHandlerSaturated', expr('kafka_', '(kafka_')],
  },
  {
    mistake: 'a metric that was renamed',
    check: 'metrics-in-catalogue',
    where: 'consumers.yml / KafkaConsumerIdleMembers',
    problem: 'kafka_consumer_group_idlers is not in the catalogue',
    rule: ['KafkaConsumerIdleMembers', expr('idle_members', 'idlers')],
  },
  {
    mistake: 'a histogram without its suffix',
    check: 'metrics-in-catalogue',
    where: 'recording-groups.yml / kafka_consumer_commit_duration_seconds:p99',
    problem: 'kafka_consumer_commit_duration_seconds is not in the catalogue',
    rule: ['kafka_consumer_commit_duration_seconds:p99', expr('_bucket', '')],
  },
  {
    mistake: 'a matcher for a label that the metric does not have',
    check: 'labels-known',
    where: 'disk.yml / KafkaTopicGrowthUnbounded',
    problem: 'kafka_topic_log_size_bytes:deriv has no label broker',
    rule: ['KafkaTopicGrowthUnbounded', expr('bytes:deriv', 'bytes:deriv{broker="1"}')],
  },
  {
    mistake: 'a misspelt label in an aggregation',
    check: 'labels-known',
    where: 'offsets.yml / KafkaOffsetRewound',
    problem: 'grouped by grup, which no metric there has',
    rule: ['KafkaOffsetRewound', expr('group, topic', 'grup, topic')],
  },
  {
    mistake: 'a bucket by a bound that Prometheus 3 writes differently',
    check: 'bucket-bounds',
    where: 'consumers.yml / KafkaConsumerCommitSlow',
    problem: 'le="1" is missing in Prometheus 2 or 3',
    rule: ['KafkaConsumerCommitSlow', expr('le="0.5"', 'le="1"')],
  },
  {
    mistake: 'a job that only this stack would have',
    check: 'jobs-known',
    where: 'brokers.yml / KafkaBrokerDown',
    problem: 'there is no job "firedrill-kafka"',
    rule: ['KafkaBrokerDown', expr('"kafka"', '"firedrill-kafka"')],
  },
  {
    mistake: 'an aggregation that drops the cluster',
    check: 'cluster-kept',
    where: 'replication.yml / KafkaIsrShrinking',
    problem: 'grouped by instance, without cluster',
    rule: ['KafkaIsrShrinking', expr('(cluster)', '(instance)')],
  },
]

const ofAlerts: readonly SeededMistake[] = [
  {
    mistake: 'an alert whose text lacks the value',
    check: 'alert-words',
    where: saturated,
    problem: 'the description lacks the value',
    rule: [
      'KafkaRequestHandlerSaturated',
      rule => {
        rule.annotations.description = 'The request handlers are busy.'
      },
    ],
  },
  {
    mistake: 'a severity that no route knows',
    check: 'alert-words',
    where: saturated,
    problem: 'severity is warn',
    rule: [
      'KafkaRequestHandlerSaturated',
      rule => {
        rule.labels.severity = 'warn'
      },
    ],
  },
  {
    mistake: 'a link to the runbook of another alert',
    check: 'alert-links',
    where: saturated,
    problem: 'the runbook is http://127.0.0.1:8080/runbooks/KafkaBrokerDown',
    rule: [
      'KafkaRequestHandlerSaturated',
      rule => {
        rule.annotations.runbook_url = 'http://127.0.0.1:8080/runbooks/KafkaBrokerDown'
      },
    ],
  },
  {
    mistake: 'a link to a dashboard that is gone',
    check: 'alert-links',
    where: saturated,
    problem: 'there is no dashboard http://127.0.0.1:8080/d/firedrill-disks',
    rule: [
      'KafkaRequestHandlerSaturated',
      rule => {
        rule.annotations.dashboard_url = 'http://127.0.0.1:8080/d/firedrill-disks'
      },
    ],
  },
]

const ofContext: readonly SeededMistake[] = [
  {
    mistake: 'a metric that is declared and that nobody exports',
    check: 'metrics-scraped',
    where: 'consumers.yml / KafkaConsumerIdleMembers',
    problem: 'nobody exports kafka_consumer_group_idle_members',
    context: context => ({
      ...context,
      scraped: without(context.scraped, 'kafka_consumer_group_idle_members'),
    }),
  },
  {
    mistake: 'a recorded metric that no rule makes',
    check: 'recordings-made',
    where: 'kafka_log_flush:p99',
    problem: 'no rule records it',
    context: context => ({
      ...context,
      recorded: new Set([...context.recorded, 'kafka_log_flush:p99']),
    }),
  },
  {
    mistake: 'an alert without a runbook',
    check: 'alert-links',
    where: 'meta.yml / ScrapeSlow',
    problem: 'docs/runbooks/ScrapeSlow.md does not exist',
    context: context => ({ ...context, runbooks: omit(context.runbooks, 'ScrapeSlow') }),
  },
  {
    mistake: 'a runbook without an alert',
    check: 'runbooks-used',
    where: 'docs/runbooks/KafkaIsrExpanding.md',
    problem: 'no rule raises this alert',
    context: context => ({
      ...context,
      runbooks: new Map([...context.runbooks, ['KafkaIsrExpanding', '']]),
    }),
  },
  {
    mistake: 'a runbook that speaks of an alert that was renamed',
    check: 'runbooks-used',
    where: 'docs/runbooks/ScrapeSlow.md',
    problem: 'there is no alert KafkaConsumerHalted',
    context: context => ({
      ...context,
      runbooks: new Map([...context.runbooks, ['ScrapeSlow', 'See KafkaConsumerHalted.']]),
    }),
  },
]

export const seededMistakes: readonly SeededMistake[] = [
  ...ofExpressions,
  ...ofAlerts,
  ...ofContext,
]

function without<T>(set: ReadonlySet<T>, gone: T): Set<T> {
  return new Set([...set].filter(each => each !== gone))
}

function omit<V>(map: ReadonlyMap<string, V>, gone: string): Map<string, V> {
  return new Map([...map].filter(([key]) => key !== gone))
}
