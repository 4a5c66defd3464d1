import { brokerMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { casesOf } from '../alert-case.ts'
import { exporterBlind, exporterDown, oneExporterDown } from '../alerts/meta.ts'
import { jobs } from '../jobs.ts'
import { gone, notYet, steady } from '../samples.ts'
import { byExporter, cluster, ofBroker, ofTarget } from './series.ts'

const { exporter } = jobs
const partition = { topic: 'orders', partition: '0' }
const other = { topic: 'orders', partition: '1' }
const up = ofTarget(prometheusMetrics.up, exporter, 'exporter')
const otherUp = ofTarget(prometheusMetrics.up, exporter, 'exporter-2')
const offset = ofTarget(exporterMetrics.partitionEndOffset, exporter, 'exporter', partition)
const otherOffset = ofTarget(exporterMetrics.partitionEndOffset, exporter, 'exporter-2', partition)

const none = (value: number) => ({
  labels: cluster,
  summary: 'No lag exporter answers',
  description:
    `No scrape of an exporter succeeds (value ${value}): alerts on lag, groups and the ledger ` +
    'are blind.',
})

const downCases = casesOf(exporterDown, ({ quiet, long, short }) => [
  {
    title: 'fires when the scrape fails',
    series: {
      [up]: [steady(1, quiet), steady(0, long)],
      [offset]: [steady(9, quiet), gone(long)],
    },
    fires: [none(0)],
  },
  {
    title: 'fires when nobody scrapes it',
    series: { [up]: [notYet(long)] },
    fires: [none(1)],
  },
  {
    title: 'stays silent during a restart',
    series: {
      [up]: [steady(1, quiet), steady(0, short)],
      [offset]: [steady(9, quiet), gone(short)],
    },
  },
])

const one = (value: number) => ({
  labels: { ...byExporter, instance: 'exporter-2' },
  summary: 'One of the lag exporters is lost: exporter-2',
  description:
    `exporter-2 shows nothing of Kafka (up = ${value}). Another exporter still does; if that ` +
    'one fails too, alerts on lag, groups and the ledger are blind.',
})

const oneCases = casesOf(oneExporterDown, ({ quiet, long, short }) => [
  {
    title: 'names the one of two that does not answer, and nobody is paged',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet + long)],
      [otherUp]: [steady(1, quiet), steady(0, long)],
      [otherOffset]: [steady(9, quiet), gone(long)],
    },
    fires: [one(0)],
  },
  {
    title: 'names the one of two that answers and shows nothing',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet + long)],
      [otherUp]: [steady(1, quiet + long)],
      [otherOffset]: [steady(9, quiet), gone(long)],
    },
    fires: [one(1)],
  },
  {
    title: 'leaves it to the louder rule when both are lost',
    series: {
      [up]: [steady(1, quiet), steady(0, long)],
      [offset]: [steady(9, quiet), gone(long)],
      [otherUp]: [steady(1, quiet), steady(0, long)],
      [otherOffset]: [steady(9, quiet), gone(long)],
    },
    fires: [{ ...none(0), rule: exporterDown }],
  },
  {
    title: 'stays silent during a restart of one of two',
    series: {
      [up]: [steady(1, quiet + short)],
      [offset]: [steady(9, quiet + short)],
      [otherUp]: [steady(1, quiet), steady(0, short)],
      [otherOffset]: [steady(9, quiet), gone(short)],
    },
  },
])

const brokerUp = (id: number) => ofBroker(prometheusMetrics.up, id)
const controller = (id: number) => ofBroker(brokerMetrics.activeControllerCount, id)
const blind = {
  labels: cluster,
  summary: 'The lag exporter sees nothing of Kafka',
  description:
    'An exporter answers (up = 1), and none shows the offset of a single partition: alerts on ' +
    'lag and groups are blind, though brokers answer.',
}

const blindCases = casesOf(exporterBlind, ({ quiet, long, short }) => [
  {
    title: 'fires when its login is revoked, with all brokers well',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet), gone(long)],
      [brokerUp(1)]: [steady(1, quiet + long)],
      [controller(1)]: [steady(1, quiet + long)],
    },
    fires: [blind],
  },
  {
    title: 'fires where nobody scrapes the brokers',
    series: { [up]: [steady(1, quiet + long)], [offset]: [steady(9, quiet), gone(long)] },
    fires: [blind],
  },
  {
    title: 'fires although one broker of several is down, and where controllers are not scraped',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet), gone(long)],
      [brokerUp(1)]: [steady(1, quiet + long)],
      [brokerUp(2)]: [steady(0, quiet + long)],
    },
    fires: [blind],
  },
  {
    title: 'fires when one of two is dead and the other blind',
    series: {
      [up]: [steady(1, quiet + long)],
      [otherUp]: [steady(1, quiet), steady(0, long)],
      [otherOffset]: [steady(9, quiet), gone(long)],
    },
    fires: [blind],
  },
  {
    title: 'stays silent when no broker answers: KafkaMetricsAbsent says so',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet), gone(long)],
      [brokerUp(1)]: [steady(1, quiet), steady(0, long)],
      [controller(1)]: [steady(1, quiet), gone(long)],
    },
  },
  {
    title: 'stays silent while a node that has restarted waits for the quorum',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet), gone(long)],
      [brokerUp(1)]: [steady(1, quiet + long)],
      [brokerUp(2)]: [steady(1, quiet), steady(0, long)],
      [controller(1)]: [steady(1, quiet), steady(0, long)],
      [controller(2)]: [steady(0, quiet), gone(long)],
    },
  },
  {
    title: 'stays silent while everything starts',
    series: {
      [up]: [steady(1, short)],
      [offset]: [notYet(short)],
      [brokerUp(1)]: [steady(1, short)],
      [controller(1)]: [steady(1, short)],
    },
  },
  {
    title: 'stays silent while some partitions have no leader',
    series: {
      [up]: [steady(1, quiet + long)],
      [offset]: [steady(9, quiet), gone(long)],
      [ofTarget(exporterMetrics.partitionEndOffset, exporter, 'exporter', other)]: [
        steady(9, quiet + long),
      ],
    },
  },
])

export const exporterCases = [downCases, oneCases, blindCases]
