import { doneWithin } from '@firedrill/service-kit/done-within'
import type { Settings } from '@firedrill/service-kit/settings'
import { becomesTrueWithin } from './becomes-true.ts'
import type { Intake } from './load/intake.ts'
import type { Routes } from './load/routes.ts'
import type { Pipeline } from './send/pipeline.ts'
import type { ProducerSettings } from './settings.ts'
import { streams, topicOf } from './topics.ts'

// So that a change is answered even while Kafka cannot be reached; it applies when it can.
const answerLimitMs = 5000

// kafkajs takes these when a producer is made; all others are read where they are used.
const madeWith = ['idempotent', 'requestTimeoutMs', 'retries', 'metadataMaxAgeMs'] as const

/** Puts each change of the settings in force before the change is answered. */
export function followSettings(
  settings: Settings<ProducerSettings>,
  routes: Routes,
  pipeline: Pipeline,
): void {
  settings.subscribe(async (now, before) => {
    const left = streams.filter(stream => topicOf(now, stream) !== topicOf(before, stream))
    const leftTopics = left.map(stream => topicOf(before, stream))
    for (const intake of cutBack(now, before, routes)) intake.withdraw('steady')
    routes.follow()
    pipeline.notify()
    if (madeWith.some(key => now[key] !== before[key])) {
      await doneWithin(answerLimitMs, pipeline.renew())
    } else {
      await doneWithin(answerLimitMs, pipeline.retune())
    }
    // Whoever moved a stream may want to delete its old topic next.
    const isLeft = () => leftTopics.every(topic => routes.streamOf(topic) === undefined)
    await becomesTrueWithin(answerLimitMs, isLeft)
    if (leftTopics.length > 0) await doneWithin(answerLimitMs, pipeline.connected())
  })
}

/**
 * The doors where what waits is taken back: who lowers a rate, or moves a stream, wants that now
 * and not first what was left from before.
 */
function cutBack(now: ProducerSettings, before: ProducerSettings, routes: Routes): Intake[] {
  return streams
    .filter(stream => {
      if (topicOf(now, stream) !== topicOf(before, stream)) return true
      if (stream === 'orders') return now.ordersPerSecond < before.ordersPerSecond
      return stream === 'audit' && now.auditPerSecond < before.auditPerSecond
    })
    .map(stream => routes.open(stream, topicOf(before, stream)))
}
