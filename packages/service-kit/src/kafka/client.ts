import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import kafkajs, { type Kafka, type KafkaConfig as KafkaOptions, type SASLOptions } from 'kafkajs'
import snappy from 'snappy'
import type { KafkaConfig } from '../config.ts'
import type { Logger } from '../logger.ts'
import { fixIdleTimer } from './idle-timer-fix.ts'
import { kafkaLogCreator } from './log-creator.ts'
import { kafkaSecurity } from './security.ts'

/** What a service may tune of its client; all else is the same for everybody. */
export interface ClientTuning {
  readonly requestTimeoutMs?: number
  readonly retries?: number
}

/**
 * Makes a kafkajs client from the environment: logs through pino, TLS and SASL where set,
 * snappy and zstd registered, the idle-timer fault of kafkajs on Node 24 cured.
 */
export function createKafka(
  config: KafkaConfig & { SERVICE_NAME: string },
  logger: Logger,
  tuning: ClientTuning = {},
): Kafka {
  fixIdleTimer()
  registerSnappy()
  registerZstd()
  const options: KafkaOptions = {
    clientId: config.SERVICE_NAME,
    brokers: config.KAFKA_BROKERS.split(','),
    logCreator: kafkaLogCreator(logger),
    connectionTimeout: 5000,
    requestTimeout: tuning.requestTimeoutMs ?? 30_000,
    retry: { retries: tuning.retries ?? 8, initialRetryTime: 200, maxRetryTime: 5000 },
  }
  const { tls, sasl } = kafkaSecurity(config)
  if (tls) options.ssl = tls
  if (sasl) options.sasl = { ...sasl, mechanism: config.KAFKA_SASL_MECHANISM } as SASLOptions
  return new kafkajs.Kafka(options)
}

function registerSnappy(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.Snappy] = () => ({
    // Synchronous: a batch takes microseconds, the way to another thread and back takes longer.
    compress: async (encoder: { buffer: Buffer }) => snappy.compressSync(encoder.buffer),
    decompress: async (buffer: Buffer) => uncompress(buffer),
  })
}

function registerZstd(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: async (encoder: { buffer: Buffer }) => zstdCompressSync(encoder.buffer),
    decompress: async (buffer: Buffer) => zstdDecompressSync(buffer),
  })
}

const xerialMagic = Buffer.from([130, 83, 78, 65, 80, 80, 89, 0])

/** Java clients write snappy in framed chunks, others plain: both must be readable. */
function uncompress(buffer: Buffer): Buffer {
  if (!buffer.subarray(0, 8).equals(xerialMagic)) {
    return snappy.uncompressSync(buffer, { asBuffer: true }) as Buffer
  }
  const chunks: Buffer[] = []
  for (let at = 16; at < buffer.length; ) {
    const length = buffer.readUInt32BE(at)
    const chunk = buffer.subarray(at + 4, at + 4 + length)
    chunks.push(snappy.uncompressSync(chunk, { asBuffer: true }) as Buffer)
    at += 4 + length
  }
  return Buffer.concat(chunks)
}
