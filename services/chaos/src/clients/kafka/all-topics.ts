import { type Admin, metadataV12, ResponseError } from '@platformatic/kafka'
import { connectToAny } from './connection.ts'

type Response = Awaited<ReturnType<typeof metadataV12.api.async>>

/**
 * The metadata of every topic, straight from a broker: the client's own `metadata` leaves
 * internal topics out, and rejects as a whole while a single partition has no leader.
 */
export async function readAllTopics(admin: Admin): Promise<Response['topics']> {
  const connection = await connectToAny(admin)
  try {
    const { topics } = await metadataV12.api.async(connection, null, false, false)
    return topics
  } catch (error) {
    // Raised for the partitions that have an error code; the answer is complete all the same.
    const { response } = error as { response?: Response }
    if (error instanceof ResponseError && response !== undefined) return response.topics
    throw error
  }
}
