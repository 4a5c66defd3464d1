import { createAPI, type Reader, Writer } from '@platformatic/kafka'

export interface TopicPartitions {
  readonly topic: string
  readonly partitions: readonly number[]
}

type ElectLeadersArguments = [partitions: readonly TopicPartitions[], timeoutMs: number]

export interface ElectLeadersResponse {
  readonly errorCode: number
  /** An error code of 84 says that the preferred leader leads already. */
  readonly partitions: readonly { topic: string; partition: number; errorCode: number }[]
}

const preferred = 0

/**
 * ElectLeaders, version 2, for preferred leaders: neither kafkajs nor @platformatic/kafka has it.
 * Any broker forwards it to the controller.
 */
export const electLeaders = createAPI<ElectLeadersArguments, ElectLeadersResponse>(
  43,
  2,
  createRequest,
  parseResponse,
)

function createRequest(...[partitions, timeoutMs]: ElectLeadersArguments): Writer {
  return Writer.create()
    .appendInt8(preferred)
    .appendArray([...partitions], (writer, topic) => {
      writer
        .appendString(topic.topic)
        .appendArray([...topic.partitions], (inner, id) => void inner.appendInt32(id), true, false)
    })
    .appendInt32(timeoutMs)
    .appendTaggedFields()
}

function parseResponse(
  _correlationId: number,
  _key: number,
  _version: number,
  reader: Reader,
): ElectLeadersResponse {
  reader.readInt32() // throttle time
  const errorCode = reader.readInt16()
  const topics = reader.readArray(inner => {
    const topic = inner.readString()
    return inner.readArray(each => {
      const partition = each.readInt32()
      const result = { topic, partition, errorCode: each.readInt16() }
      each.readNullableString() // the message that goes with the code
      return result
    })
  })
  reader.readTaggedFields()
  return { errorCode, partitions: (topics ?? []).flatMap(inner => inner ?? []) }
}
