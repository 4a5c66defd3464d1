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
      const connection = (await admin.connectToBrokers([id])).get(id)
      if (connection !== undefined) return connection
    } catch (error) {
      cause = error
    }
  }
  throw new OperationalError(chaosErrors.unreachable, 'Kafka (KAFKA_BROKERS)', { cause })
}
