import type { KafkaAdmin } from '../clients/kafka/admin.ts'
import type { PrometheusClient } from '../clients/prometheus.ts'
import type { ServiceClients } from '../clients/services.ts'
import type { Condition, SameTopicCondition } from '../scenarios/recovery.ts'
import { hasConsumed } from './consumption.ts'
import { type Beginning, fillIn } from './fill-in.ts'
import { answerWithin, type Limit } from './limit.ts'
import { nothingWasSkipped } from './nothing-skipped.ts'

/** Who is asked whether a condition holds. */
export interface Witnesses {
  readonly prometheus: PrometheusClient
  readonly kafka: KafkaAdmin
  readonly services: ServiceClients
}

/** Follows the recovery predicate of a run. */
export interface Recovery {
  /**
   * Looks once; true when every condition has held for its time.
   * @param limit of all questions together; without it they may take as long as they like
   */
  evaluate(now: number, limit?: Limit): Promise<boolean>
  /** For a moment in which nobody could look: nothing is known to have held over it. */
  forget(): void
  /** Whether the predicate has been false since the fault: before, true would mean nothing. */
  readonly wasFalse: boolean
}

export function createRecovery(
  conditions: readonly Condition[],
  witnesses: Witnesses,
  beginning: Beginning,
): Recovery {
  /** Since when each condition holds without a break. */
  const since = conditions.map((): number | undefined => undefined)
  /** The ids that topics had when they were first looked at. */
  const firstIds = new Map<string, string>()
  let wasFalse = false

  function forget(): void {
    since.fill(undefined)
  }

  async function verdictOn(condition: Condition, now: number): Promise<boolean> {
    if (condition.kind !== 'same-topic') return holds(witnesses, condition, beginning, now)
    const { topic } = condition
    const id = await witnesses.kafka.topics.idOf(topic)
    if (id !== undefined && !firstIds.has(topic)) firstIds.set(topic, id)
    return id !== undefined && id === firstIds.get(topic)
  }

  return {
    forget,
    get wasFalse() {
      return wasFalse
    },
    evaluate: async (now, limit) => {
      let looking = true
      const ask = () =>
        Promise.all(
          conditions.map(async condition => {
            const verdict = await verdictOn(condition, now)
            // Known at once: another question may get no answer while the fault is in place.
            if (!verdict && looking) wasFalse = true
            return verdict
          }),
        )
      const answers = limit === undefined ? ask() : answerWithin(limit, ask)
      const verdicts = await answers
        .catch(error => {
          forget()
          throw error
        })
        .finally(() => {
          looking = false
        })
      for (const [index, verdict] of verdicts.entries()) {
        since[index] = verdict ? (since[index] ?? now) : undefined
      }
      return conditions.every(({ forSeconds }, index) => {
        const start = since[index]
        return start !== undefined && now - start >= forSeconds * 1000
      })
    },
  }
}

async function holds(
  { prometheus, kafka, services }: Witnesses,
  condition: Exclude<Condition, SameTopicCondition>,
  beginning: Beginning,
  now: number,
): Promise<boolean> {
  const injectedAt = beginning.injectedAt / 1000
  switch (condition.kind) {
    case 'nothing-skipped':
      return nothingWasSkipped(prometheus, condition, injectedAt)
    case 'consumed':
      return hasConsumed(prometheus, condition, injectedAt)
    case 'topic-config': {
      const value = await kafka.configs.topicValue(condition.topic, condition.key)
      return value !== undefined && condition.values.includes(value)
    }
    case 'setting': {
      const value = fieldOf(await services.settings(condition.service), condition.path)
      return condition.values.some(each => each === value)
    }
    case 'promql': {
      const samples = await prometheus.query(fillIn(condition.expr, beginning, now))
      return samples.length > 0 && samples.every(({ value }) => !Number.isNaN(value))
    }
  }
}

function fieldOf(settings: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings)
}
