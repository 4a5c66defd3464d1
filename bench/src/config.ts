import { kafkaEnvironment, parseEnvironment } from '@firedrill/service-kit/config'
import type { BenchContext } from './benchmark.ts'

const stackBrokers = '127.0.0.1:19092,127.0.0.1:19192,127.0.0.1:19292'

/**
 * Where the cluster is; by default the stack's on this machine.
 * @throws OperationalError INVALID_CONFIG that names every wrong variable
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): BenchContext['config'] {
  const KAFKA_BROKERS = env.KAFKA_BROKERS || stackBrokers
  return { ...parseEnvironment(kafkaEnvironment, { ...env, KAFKA_BROKERS }), SERVICE_NAME: 'bench' }
}
