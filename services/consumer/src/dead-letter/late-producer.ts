import kafkajs, { type Kafka, type Producer } from 'kafkajs'

/** A producer that connects when it is first needed, and again after a failure. */
export interface LateProducer {
  /** @throws what kept it from connecting */
  connected(): Promise<Producer>
  stop(): Promise<void>
}

export function createLateProducer(kafka: Kafka): LateProducer {
  let opening: Promise<Producer> | undefined

  async function open(): Promise<Producer> {
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    })
    try {
      await producer.connect()
      return producer
    } catch (error) {
      opening = undefined
      await producer.disconnect().catch(() => undefined)
      throw error
    }
  }

  return {
    connected() {
      // Several partitions may meet their first dead letter at the same time.
      opening ??= open()
      return opening
    },
    async stop() {
      const producer = await opening?.catch(() => undefined)
      await producer?.disconnect()
    },
  }
}
