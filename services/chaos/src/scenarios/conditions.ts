import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { ledgerMetrics } from '@firedrill/service-kit/metrics/ledger-metrics'
import { producerMetrics } from '@firedrill/service-kit/metrics/producer-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { type Condition, promql } from './recovery.ts'

/** The whole lag of a group on a topic is below a number of records. */
export function lagBelow(
  group: string,
  topic: string,
  records: number,
  seconds: number,
): Condition {
  return promql(`${lagOf(group, topic)} < ${records}`).for(seconds)
}

/**
 * A group that reads orders is at their end: fewer than 500 wait, or than half a second brings, for
 * at a high rate so many are always on their way.
 */
export function caughtUp(group: string, topic: string, seconds: number): Condition {
  const lag = lagOf(group, topic)
  const onTheirWay = `0.5 * $before(producer/${loadSettings.orders})`
  return promql(`${lag} < 500 or ${lag} < ${onTheirWay}`).for(seconds)
}

/** Over all partitions, as PromQL. */
function lagOf(group: string, topic: string): string {
  return `sum(${exporterMetrics.groupLag.name}{group="${group}",topic="${topic}"})`
}

/** The producer still sends four fifths of what it sent before the run: no cure by silence. */
export function stillProducing(topic: keyof typeof loadSettings): Condition {
  const sent = `${producerMetrics.recordsSent.name}{topic="${topic}"}`
  return atLeastOfUsual(0.8, sent, topic)
}

/** Every acknowledged order that was passed since the run began has been paid. */
export function noneLost(): Condition {
  return promql(`sum(increase(${ledgerMetrics.lostPayments.name}[$since])) == 0`).for(0)
}

/** No order of an account was processed after a later one since the run began. */
export function orderKept(): Condition {
  return promql(`sum(increase(${ledgerMetrics.sequenceInversions.name}[$since])) == 0`).for(0)
}

/** Every broker's metrics endpoint answers. */
export function allBrokersAnswer(seconds: number): Condition {
  return promql(`min(${prometheusMetrics.up.name}{job="kafka"}) == 1`).for(seconds)
}

/** Every partition has all its replicas in sync. */
export function fullyReplicated(seconds: number): Condition {
  return promql(`sum(${brokerMetrics.underReplicatedPartitions.name}) == 0`).for(seconds)
}

/** Somebody writes to a topic, so it was neither deleted nor was its writer stopped. */
export function stillWritten(topic: string): Condition {
  return promql(`${writtenTo(topic)} > 0`).for(0)
}

/** So many records a second are written to a topic, by whomever: nobody held the writer back. */
export function writtenAtLeast(topic: string, recordsPerSecond: number): Condition {
  return promql(`${writtenTo(topic)} >= ${recordsPerSecond}`).for(0)
}

/** Records a second over half a minute, as PromQL. */
function writtenTo(topic: string): string {
  return `sum(rate(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}[30s]))`
}

/** The producer gets at least nine tenths of its offers through. */
export function sendsWhatIsOffered(topic: string, seconds: number): Condition {
  const rate = (name: string) => `sum(rate(${name}{topic="${topic}"}[20s]))`
  const { recordsSent, offeredRecords } = producerMetrics
  return promql(`${rate(recordsSent.name)} > 0.9 * ${rate(offeredRecords.name)} > 0`).for(seconds)
}

/** So many records a second get through: nobody lowered the load to be rid of the fault. */
export function sentAtLeast(topic: string, recordsPerSecond: number): Condition {
  const sent = `${producerMetrics.recordsSent.name}{topic="${topic}"}`
  return promql(`sum(rate(${sent}[20s])) >= ${recordsPerSecond}`).for(0)
}

/** In the last seconds a send took more than a second: what makes them slow is still there. */
export function someSendsWait(topic: string, seconds: number): Condition {
  const { name } = producerMetrics.sendDuration
  const sends = (part: string, labels = '') =>
    `sum(increase(${name}_${part}{topic="${topic}"${labels}}[${seconds}s]))`
  // Prometheus 3 stores the bound of the bucket as 1.0, version 2 as it was exposed.
  return promql(`${sends('count')} > ${sends('bucket', ',le=~"1|1[.]0"')}`).for(0)
}

/** Payments are booked at no less than half the rate of before: no cure by doing nothing. */
export function paymentsFlow(): Condition {
  return atLeastOfUsual(0.5, ledgerMetrics.payments.name, 'orders')
}

/** The topic still exists, with whatever was written to it. */
export function stillThere(topic: string): Condition {
  return promql(`sum(${exporterMetrics.partitionEndOffset.name}{topic="${topic}"}) > 0`).for(0)
}

/** For a condition: the mean of a topic's histogram over 20 s, as PromQL. */
export function meanOf(histogram: string, topic: string): string {
  const sum = (part: string) => `sum(rate(${histogram}_${part}{topic="${topic}"}[20s]))`
  return `${sum('sum')} / ${sum('count')}`
}

const loadSettings = { orders: 'ordersPerSecond', audit: 'auditPerSecond' } as const

/**
 * The rate of a counter is above a share of what it was before the run: of the highest of five
 * minutes, for an outage may have ended just now, and no more than the load that was set, for what
 * had waited is sent then, 480 a second at a load of 100. A stack that had only just started has no
 * rate of before: then the load that was set counts.
 */
function atLeastOfUsual(share: number, counter: string, load: keyof typeof loadSettings) {
  const now = `sum(rate(${counter}[20s]))`
  const highest = `max_over_time(${now}[5m:10s] @ $created)`
  const set = `$before(producer/${loadSettings[load]})`
  const usual = `clamp_max(${highest}, ${set})`
  return promql(`${now} > ${share} * ${usual} or ${now} > ${share} * ${set}`).for(0)
}
