import type { PrometheusClient } from '../stack/prometheus-client.ts'

/** What the stack did at one order rate; rates are means over the step, in orders a second. */
export interface LoadStep {
  ordersPerSecond: number
  acknowledged: number
  paid: number
  /** Age of the oldest order that nobody has paid, in seconds, at the end of the step. */
  lagSeconds: number
  /** 99 % of sends were acknowledged within so many seconds. */
  sendP99: number
  /** 99 % of the exporter's rounds took no longer, in seconds: its slowest one about Kafka, the ledger's. */
  kafkaP99: number
  ledgerP99: number
  /** Mean of what brokers, services, Prometheus and Alertmanager took together. */
  cores: number
  bytes: number
  /** Alerts that fired at the end. */
  firing: string[]
}

/** What is offered has to be acknowledged and paid but for so much: rates differ a little. */
const tolerance = 0.02
/** The freshness objective is 30 s; a lag that stands at a third of it is not a growing one. */
const longestLagSeconds = 10

/** Everything that was offered was sent, paid in time, and told in time. */
export function keepsUp({ ordersPerSecond, acknowledged, paid, lagSeconds }: LoadStep): boolean {
  const enough = ordersPerSecond * (1 - tolerance)
  return acknowledged >= enough && paid >= enough && lagSeconds <= longestLagSeconds
}

/** Reads the last so many seconds from Prometheus. @throws when it has no sample of one of them */
export async function readStep(
  prometheus: PrometheusClient,
  ordersPerSecond: number,
  seconds: number,
): Promise<LoadStep> {
  const range = `[${seconds}s]`
  async function read(promql: string): Promise<number> {
    const value = await prometheus.value(promql)
    if (value === undefined) throw new Error(`Prometheus has nothing for ${promql}`)
    return value
  }
  const p99 = (bucket: string) =>
    read(`histogram_quantile(0.99, sum by (le) (rate(${bucket}${range})))`)
  const slowest = (collectors: string) => {
    const buckets = `kafka_exporter_collect_duration_seconds_bucket{${collectors}}${range}`
    return read(`max(histogram_quantile(0.99, sum by (le, collector) (rate(${buckets}))))`)
  }
  return {
    ordersPerSecond,
    acknowledged: await read(
      `sum(rate(kafka_producer_records_sent_total{topic="orders"}${range}))`,
    ),
    paid: await read(`max(rate(ledger_payments_total${range}))`),
    lagSeconds: await read(
      'max(kafka_consumer_group_lag_seconds{group="payment-service",topic="orders"})',
    ),
    sendP99: await p99('kafka_producer_send_duration_seconds_bucket{topic="orders"}'),
    kafkaP99: await slowest('collector!="ledger"'),
    ledgerP99: await slowest('collector="ledger"'),
    cores: await read(`sum(rate(process_cpu_seconds_total${range}))`),
    bytes: await read('sum(process_resident_memory_bytes)'),
    firing: [...(await prometheus.alerts()).firing],
  }
}
