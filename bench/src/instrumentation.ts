import { createKafka } from '@firedrill/service-kit/kafka/client'
import type { TopicSpec } from '@firedrill/service-kit/kafka/topology'
import { createLogger } from '@firedrill/service-kit/logger'
import { createRegistry } from '@firedrill/service-kit/metrics/registry'
import kafkajs, { type Message } from 'kafkajs'
import { createProducerMetrics } from '../../services/producer/src/metrics.ts'
import { connectProducer } from '../../services/producer/src/send/connect.ts'
import { createPartitions } from '../../services/producer/src/send/partitions.ts'
import type { Batch } from '../../services/producer/src/send/record.ts'
import { openSession } from '../../services/producer/src/send/session.ts'
import { createTransmit } from '../../services/producer/src/send/transmit.ts'
import { defaultSettings as settings } from '../../services/producer/src/settings.ts'
import type { BenchContext, Benchmark, BenchResult } from './benchmark.ts'
import { throughput } from './lanes.ts'
import { makeOrderBatches } from './order-batches.ts'
import { median } from './statistics.ts'

const least = 0.95
const recordsPerRound = 20_000
const warmUpRounds = 2
const fewestRounds = 5
const mostRounds = 30
const limitMs = 45_000

const logger = createLogger({ name: 'bench', level: 'error', pretty: false })

/** What the producer's metrics and bookkeeping cost, against kafkajs alone. */
export const instrumentation: Benchmark = {
  name: 'instrumentation',
  title: `the producer's way of sending against bare kafkajs, ${recordsPerRound} orders a round`,
  async run(context) {
    const spec = ownTopic()
    try {
      return await compare(context, spec)
    } finally {
      await deleteTopic(context, spec.topic)
    }
  },
}

async function compare(context: BenchContext, spec: TopicSpec): Promise<BenchResult> {
  const ours = await openOurs(context, spec)
  const bare = createKafka(context.config, logger).producer({ idempotent: settings.idempotent })
  await bare.connect()
  try {
    const batches = makeOrderBatches(spec.topic, recordsPerRound, ours.partitions, () => settings)
    const messages = new Map(batches.map(batch => [batch, messagesOf(batch)]))
    const { acks } = settings
    const compression = kafkajs.CompressionTypes.Snappy
    const sendBare = (batch: Batch) =>
      bare.send({ topic: batch.topic, acks, compression, messages: messages.get(batch) ?? [] })
    const rounds = await measure(context, {
      bare: () => throughput(batches, sendBare),
      ours: () => throughput(batches, ours.transmit),
    })
    return judge(rounds)
  } finally {
    await Promise.all([bare.disconnect(), ours.close()])
  }
}

async function openOurs(context: BenchContext, spec: TopicSpec) {
  const metrics = createProducerMetrics(createRegistry())
  metrics.openTopic(spec.topic, { buffered: () => 0, waiting: () => 0 })
  const partitions = createPartitions()
  const { config } = context
  const { requestDuration } = metrics
  const about = { config, logger, partitions, requestDuration, topology: [spec] }
  const parts = { ...about, settings: () => settings, topics: () => [] }
  const connection = await connectProducer(parts, undefined)
  const session = openSession({
    connect: async () => connection,
    settings: () => settings,
    signal: new AbortController().signal,
    onReady: () => undefined,
    onUnreachable: () => undefined,
  })
  const transmit = createTransmit({ session, metrics, onOutcome: () => undefined })
  return { partitions, transmit, close: session.close }
}

function messagesOf({ records }: Batch): Message[] {
  return records.map(({ key, value, partition, timestamp }) => ({
    ...{ key, value, partition, timestamp },
  }))
}

interface Rounds {
  readonly bare: number[]
  readonly ours: number[]
}

/** Both in every round, in turns first, so that what happens beside them meets both. */
async function measure(
  { progress }: BenchContext,
  run: Record<'bare' | 'ours', () => Promise<number>>,
): Promise<Rounds> {
  const rounds: Rounds = { bare: [], ours: [] }
  const endMs = performance.now() + limitMs
  const wanted = () => (performance.now() < endMs ? mostRounds : fewestRounds)
  for (let round = 0; round < warmUpRounds; round += 1) {
    progress('warming up')
    await run.bare()
    await run.ours()
  }
  while (rounds.bare.length < wanted()) {
    progress(`round ${rounds.bare.length + 1}`)
    const order =
      rounds.bare.length % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)
    for (const which of order) rounds[which].push(await run[which]())
  }
  return rounds
}

function judge({ bare, ours }: Rounds): BenchResult {
  const ratio = median(ours.map((value, round) => value / (bare[round] ?? value)))
  const row = (name: string, values: number[]) => [
    name,
    ...[median(values), Math.min(...values), Math.max(...values)].map(value => value.toFixed(0)),
  ]
  const percent = (ratio * 100).toFixed(1)
  return {
    columns: ['orders per second', 'median', 'lowest', 'highest'],
    rows: [row('kafkajs alone', bare), row('producer with metrics', ours)],
    passed: ratio >= least,
    verdict:
      `median of ${bare.length} rounds: the producer reaches ${percent} % of kafkajs alone ` +
      `(at least ${least * 100} %)`,
  }
}

function ownTopic(): TopicSpec {
  const config = { 'retention.bytes': String(64 * 1024 * 1024) }
  return { topic: `bench-${process.pid}`, partitions: 6, replicationFactor: 3, config }
}

async function deleteTopic({ config }: BenchContext, topic: string): Promise<void> {
  const admin = createKafka(config, logger, { retries: 2 }).admin()
  await admin.connect()
  await admin.deleteTopics({ topics: [topic] }).catch(() => undefined)
  await admin.disconnect()
}
