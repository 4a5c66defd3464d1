import type { Consumer, FetchOptions } from '@platformatic/kafka'

type Options = FetchOptions<Buffer, Buffer, Buffer, Buffer>
type Callback = (error: Error | null, response?: object) => void

/** How long nothing is asked of a broker all of whose partitions are full. */
const pauseMs = 100

/** Whether a partition has as many records here as may wait. */
export type IsFull = (topic: string, partition: number) => boolean

/**
 * Leaves full partitions out of every fetch, so that the others go on. The library can only stop a
 * stream as a whole; which partitions a request names is forgotten by the broker with the next
 * one, and where each is read on is the stream's to know.
 */
export function passOverFullPartitions(consumer: Consumer, isFull: IsFull): void {
  const fetch = consumer.fetch.bind(consumer) as (options: Options, callback: Callback) => void
  const guarded = (options: Options, callback: Callback): void => {
    consumer.metadata({ topics: consumer.topics.current }, (error, metadata) => {
      if (error || metadata === undefined) return callback(error)
      const names = new Map([...metadata.topics].map(([name, { id }]) => [id, name]))
      const topics = withRoom(options.topics, (id, partition) => {
        const name = names.get(id)
        return name === undefined || !isFull(name, partition)
      })
      if (topics.length > 0) return fetch({ ...options, topics }, callback)
      // A request without partitions is answered at once, and so would be the next.
      setTimeout(callback, pauseMs, null, { responses: [] })
    })
  }
  Object.assign(consumer, { fetch: guarded })
}

function withRoom(
  topics: Options['topics'],
  hasRoom: (topicId: string, partition: number) => boolean,
): Options['topics'] {
  return topics
    .map(({ topicId, partitions }) => ({
      topicId,
      partitions: partitions.filter(({ partition }) => hasRoom(topicId, partition)),
    }))
    .filter(({ partitions }) => partitions.length > 0)
}
