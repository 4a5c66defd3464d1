import { OperationalError } from '@firedrill/service-kit/errors'
import type { Admin, Connection } from '@platformatic/kafka'
import { chaosErrors } from '../../errors.ts'

/**
 * A connection to any broker that answers: for requests that every broker forwards.
 * @throws OperationalError UNREACHABLE when none does
 */
export async function connectToAny(admin: Admin): Promise<Connection> {
  const { brokers } = await admin.metadata({ topics: [], forceUpdate: true })
  let cause: unknown
  for (const id of brokers.keys()) {
    try {
      return await connectTo(admin, id)
    } catch (error) {
      cause = error
    }
  }
  throw new OperationalError(chaosErrors.unreachable, 'Kafka (KAFKA_BROKERS)', { cause })
}

/** @throws OperationalError UNREACHABLE, or the error of the connection */
export async function connectTo(admin: Admin, broker: number): Promise<Connection> {
  const connection = (await admin.connectToBrokers([broker])).get(broker)
  if (connection !== undefined) return connection
  throw new OperationalError(chaosErrors.unreachable, `broker ${broker} of Kafka (KAFKA_BROKERS)`)
}
