import { readdirSync } from 'node:fs'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { Logger } from '@firedrill/service-kit/logger'
import type { LabConfig } from '../config.ts'
import { labErrors } from '../errors.ts'
import { addressesOf } from '../servers/addresses.ts'
import { connectKafka } from './kafka/system.ts'
import { connectRabbit } from './rabbitmq/system.ts'
import type { System } from './system.ts'

/**
 * Connects to both systems, Kafka first.
 * @throws OperationalError NOT_REACHABLE that names the server that does not answer
 */
export async function connectSystems(
  config: LabConfig,
  { logger, run }: { logger: Logger; run: string },
): Promise<System[]> {
  const { kafka, rabbitUrl } = addressesOf(config)
  const version = versionOf(config)
  const connected = await Promise.allSettled([
    connectKafka({ config: kafka, logger, run, version }),
    connectRabbit({ url: rabbitUrl, run }),
  ])
  const systems = connected.flatMap(one => (one.status === 'fulfilled' ? one.value : []))
  const failed = connected.findIndex(({ status }) => status === 'rejected')
  if (failed < 0) return systems
  await Promise.all(systems.map(system => system.close()))
  const what = failed === 0 ? `Kafka at ${kafka.KAFKA_BROKERS}` : `RabbitMQ at ${rabbitUrl}`
  throw new OperationalError(labErrors.notReachable, what, {
    cause: (connected[failed] as PromiseRejectedResult).reason,
  })
}

// Brokers do not tell their version; of those that the lab starts the jars do.
function versionOf({ kafka, kafkaLibs }: LabConfig): string {
  if (kafka !== undefined) return '(version unknown)'
  const jar = readdirSync(kafkaLibs).find(name => /^kafka_[\d.]+-[\d.]+\.jar$/.test(name))
  return jar?.replace(/^kafka_[\d.]+-(.+)\.jar$/, '$1') ?? 'unknown'
}
