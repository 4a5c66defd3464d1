import type { Settings } from '@firedrill/service-kit/settings'
import type { Intakes } from './load/intakes.ts'
import type { Pipeline } from './send/pipeline.ts'
import type { ProducerSettings } from './settings.ts'
import { doneWithin } from './within.ts'

// So that a change is answered even while Kafka cannot be reached; it applies when it can.
const renewLimitMs = 5000

// kafkajs takes these when a producer is made; all others are read where they are used.
const madeWith = ['idempotent', 'requestTimeoutMs', 'retries'] as const

/** Puts each change of the settings in force before the change is answered. */
export function followSettings(
  settings: Settings<ProducerSettings>,
  intakes: Intakes,
  pipeline: Pipeline,
): void {
  settings.subscribe(async (now, before) => {
    // Who lowers the rate wants the new rate, and not first what was left of the old one.
    if (now.ordersPerSecond < before.ordersPerSecond) intakes.orders.withdraw('steady')
    if (now.auditPerSecond < before.auditPerSecond) intakes.audit.withdraw('steady')
    for (const intake of Object.values(intakes)) intake.admit()
    pipeline.notify()
    if (madeWith.some(key => now[key] !== before[key])) {
      await doneWithin(renewLimitMs, pipeline.renew())
    }
  })
}
