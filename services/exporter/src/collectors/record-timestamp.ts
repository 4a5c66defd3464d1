import { createAPI, fetchV13, type Reader } from '@platformatic/kafka'
import type { Brokers } from '../kafka/broker-pool.ts'
import type { Address } from '../kafka/connection-options.ts'
import { ItemError } from '../kafka/protocol-error.ts'

/** Which record's time is wanted. */
export interface RecordPosition {
  readonly leader: Address
  readonly topicId: string
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

interface FetchedHeader {
  errorCode: number
  batch?: BatchHeader
}

interface BatchHeader {
  firstOffset: number
  lastOffsetDelta: number
  firstTimestampMs: number
  maxTimestampMs: number
}

const noBytes = 1
const fetchSession = { id: 0, epoch: -1 }

/**
 * Reads the time of the record at an offset, in milliseconds since the epoch, from the header of
 * its batch: no record is decompressed, so that any codec will do. Inside a batch the time is
 * interpolated; a batch spans its producer's linger.
 * @returns undefined when the log holds no record from that offset on
 * @throws when the broker refuses, e.g. OFFSET_OUT_OF_RANGE below the log's start
 */
export async function readRecordTimestamp(
  brokers: Brokers,
  at: RecordPosition,
): Promise<number | undefined> {
  const partition = {
    partition: at.partition,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(at.offset),
    lastFetchedEpoch: -1,
    // The broker sends the first batch whole, however small the limit.
    partitionMaxBytes: noBytes,
  }
  const topics = [{ topicId: at.topicId, partitions: [partition] }]
  const { id, epoch } = fetchSession
  const answer = await brokers.request(
    at.leader,
    fetchHeader,
    0,
    0,
    noBytes,
    0,
    id,
    epoch,
    topics,
    [],
    '',
  )
  const errorCode = answer.errorCode || answer.partition?.errorCode
  if (errorCode) throw new ItemError(`${at.topic}-${at.partition}`, errorCode)
  return answer.partition?.batch && timeInBatch(answer.partition.batch, at.offset)
}

function timeInBatch(batch: BatchHeader, offset: number): number {
  const { firstOffset, lastOffsetDelta, firstTimestampMs, maxTimestampMs } = batch
  // Compaction may have removed the record: then the next one stands for it.
  const delta = Math.min(Math.max(offset - firstOffset, 0), lastOffsetDelta)
  const share = lastOffsetDelta === 0 ? 0 : delta / lastOffsetDelta
  return firstTimestampMs + share * (maxTimestampMs - firstTimestampMs)
}

const fetchHeader = createAPI<
  Parameters<typeof fetchV13.createRequest>,
  { errorCode: number; partition?: FetchedHeader }
>(fetchV13.api.key, fetchV13.api.version, fetchV13.createRequest, (_id, _key, _version, reader) => {
  reader.readInt32() // throttle time
  const errorCode = reader.readInt16()
  reader.readInt32() // session
  const partitions = reader.readArray(topic => {
    topic.readUUID()
    return topic.readArray(readPartition)
  })
  const partition = partitions[0]?.[0]
  return partition === undefined ? { errorCode } : { errorCode, partition }
})

function readPartition(reader: Reader): FetchedHeader {
  reader.readInt32() // partition
  const errorCode = reader.readInt16()
  reader.skip(3 * 8) // high watermark, last stable offset, log start
  reader.readNullableArray(aborted => aborted.readInt64() + aborted.readInt64())
  reader.readInt32() // preferred replica
  const size = reader.readUnsignedVarInt() - 1
  if (size <= 0) return { errorCode }
  const end = reader.position + size
  const batch = size >= batchHeaderBytes ? readBatchHeader(reader) : undefined
  reader.position = end
  return batch === undefined ? { errorCode } : { errorCode, batch }
}

const batchHeaderBytes = 61

function readBatchHeader(reader: Reader): BatchHeader {
  const firstOffset = Number(reader.readInt64())
  reader.skip(4 + 4 + 1 + 4 + 2) // length, leader epoch, magic, CRC, attributes
  return {
    firstOffset,
    lastOffsetDelta: reader.readInt32(),
    firstTimestampMs: Number(reader.readInt64()),
    maxTimestampMs: Number(reader.readInt64()),
  }
}
