/**
 * One condition of recovery, as data: it must hold without a break for its time. Missing data
 * never counts as recovered.
 */
export type Condition =
  | PromqlCondition
  | NothingSkippedCondition
  | ConsumedCondition
  | TopicConfigCondition
  | SameTopicCondition
  | SettingCondition

/**
 * Holds while the expression returns a series, so it is written as a comparison. It may use
 * $since (a duration: since all faults are in place, at least 1s), $injected (that moment) and
 * $created (when the run was created, before anything happened), both in Unix seconds, and
 * $before(SERVICE/SETTING), a number that a service was set to before the run.
 */
export interface PromqlCondition {
  readonly kind: 'promql'
  readonly expr: string
  readonly forSeconds: number
}

/** Holds while what the group consumed since the fault covers what its committed offsets passed. */
export interface NothingSkippedCondition {
  readonly kind: 'nothing-skipped'
  readonly group: string
  readonly topic: string
  /**
   * Records that may look skipped because commit and consumption are seen at different moments; at
   * a high rate it may be more.
   */
  readonly tolerated: number
  readonly forSeconds: number
}

/**
 * Holds once the group's members have consumed so many records since the fault, or as many as
 * the topic has had in all.
 */
export interface ConsumedCondition {
  readonly kind: 'consumed'
  readonly group: string
  readonly topic: string
  readonly records: number | 'all'
  readonly forSeconds: number
}

/** Holds while one of these values is in force for a topic, as its override or as the default. */
export interface TopicConfigCondition {
  readonly kind: 'topic-config'
  readonly topic: string
  readonly key: string
  readonly values: readonly string[]
  readonly forSeconds: number
}

/** Holds while a topic is the very one that it was when it was first looked at. */
export interface SameTopicCondition {
  readonly kind: 'same-topic'
  readonly topic: string
  readonly forSeconds: number
}

/** Undefined: there is no such field. */
type SettingValue = string | number | boolean | undefined

/** Holds while a setting of a service, or a field inside it, has one of these values. */
export interface SettingCondition {
  readonly kind: 'setting'
  readonly service: string
  /** Keys with dots between them. */
  readonly path: string
  readonly values: readonly SettingValue[]
  readonly forSeconds: number
}

/** `promql('sum(up) == 3').for(10)` */
export function promql(expr: string) {
  return { for: (forSeconds: number): Condition => ({ kind: 'promql', expr, forSeconds }) }
}

/**
 * Sees offsets that were moved instead of records that were processed.
 * @param tolerated records that may be committed before they are seen as consumed: what flows
 * between two scrapes, and a batch
 */
export function nothingSkipped(group: string, topic: string, tolerated = 500) {
  return {
    for: (forSeconds: number): Condition => ({
      ...{ kind: 'nothing-skipped', group, topic, tolerated, forSeconds },
    }),
  }
}

/**
 * Sees whether a backlog was processed, however the offsets came to its end.
 * @param records `all`: what was ever written to the topic; a few hundred may be on their way
 */
export function consumed(group: string, topic: string, records: number | 'all'): Condition {
  return { kind: 'consumed', group, topic, records, forSeconds: 0 }
}

/** For what no metric shows. An override that was removed counts by the default behind it. */
export function topicConfigIs(
  topic: string,
  key: string,
  ...values: readonly [string, ...string[]]
): Condition {
  return { kind: 'topic-config', topic, key, values, forSeconds: 0 }
}

/** Sees a topic that was deleted, even when there is one of its name again. */
export function sameTopic(topic: string): Condition {
  return { kind: 'same-topic', topic, forSeconds: 0 }
}

/** For a promise that a service no longer makes, though every metric looks well. */
export function settingIs(
  service: string,
  path: string,
  ...values: readonly SettingValue[]
): Condition {
  return { kind: 'setting', service, path, values, forSeconds: 0 }
}
