import { brokerMetrics, recordedMetrics } from '@firedrill/service-kit/metrics/broker-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { prometheusMetrics } from '@firedrill/service-kit/metrics/prometheus-metrics'
import { table } from '../../panels/table.ts'
import { queriesBy } from '../../queries.ts'
import { ofBrokers } from '../processes.ts'

const { select, rateOfMinute } = queriesBy('broker')
const chosen = 'instance=~"$broker"'
const byBroker = (expr: string) => `sum by (instance) (${expr})`

/** A line for each broker. */
export const brokerTable = table({
  id: 30,
  title: 'Brokers',
  description:
    'A line for each broker. Good: all answer, one is controller, the rest is alike. A broker ' +
    'that does not answer has no numbers; a short time since its start is a restart.',
  width: 24,
  height: 7,
  unit: 'short',
  rows: { instance: 'Broker' },
  sortBy: 'Broker',
  ascending: true,
  columns: [
    {
      title: 'Answers',
      expr: byBroker(ofBrokers(select(prometheusMetrics.up, chosen))),
      words: { '0': 'no', '1': 'yes' },
    },
    {
      title: 'Controller',
      expr: byBroker(select(brokerMetrics.activeControllerCount)),
      words: { '0': '–', '1': 'active' },
    },
    { title: 'Under-replicated', expr: byBroker(select(brokerMetrics.underReplicatedPartitions)) },
    { title: 'Bytes in', expr: byBroker(rateOfMinute(brokerMetrics.bytesIn)), unit: 'Bps' },
    { title: 'Bytes out', expr: byBroker(rateOfMinute(brokerMetrics.bytesOut)), unit: 'Bps' },
    {
      title: 'Handlers idle',
      expr: byBroker(select(recordedMetrics.requestHandlerIdleRatio)),
      unit: 'percentunit',
    },
    {
      title: 'Since its start',
      expr: byBroker(`time() - (${ofBrokers(select(processMetrics.startTime, chosen))})`),
      unit: 's',
    },
  ],
})
