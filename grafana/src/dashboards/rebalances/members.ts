import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { processMetrics } from '@firedrill/service-kit/metrics/process-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { ofMembers } from '../processes.ts'

const queries = queriesBy('group')
const { select, increase } = queries
const restarts = ofMembers(queries, `changes(${select(processMetrics.startTime)}[1m])`)
const heap = `${select(processMetrics.heapUsed)} / ${select(processMetrics.heapLimit)}`
const quarter = { width: 6, height: 8, unit: 'short', softMax: 5 } as const

/** Who comes and goes, what the members complain of, and what may kill them. */
export const memberPanels = [
  timeSeries({
    ...quarter,
    id: 20,
    title: 'Members and restarts',
    description:
      'Members of each group as its coordinator reports them, and restarts of consumer ' +
      'processes within a minute. Good: the number you deployed, and no restarts. A line ' +
      'that drops without a restart: evicted, not crashed.',
    runbooks: ['KafkaConsumerGroupEmpty', 'KafkaConsumerCrashLooping'],
    targets: [
      target(`sum by (group) (${select(exporterMetrics.groupMembers)})`, '{{group}}'),
      target(`sum(${restarts})`, 'restarts of members'),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 21,
    title: 'Failed commits',
    runbooks: ['KafkaConsumerCommitFailing'],
    description:
      'Commits that the coordinator refused or that timed out. Good: 0. With a storm they rise: ' +
      'a member that was evicted commits for partitions that are no longer its own, and the ' +
      'next owner does the work again.',
    targets: [target(`sum by (group) (${increase(consumerMetrics.commitFailures)})`, '{{group}}')],
  }),
  timeSeries({
    ...quarter,
    id: 22,
    title: 'Errors of the members',
    description:
      'Errors of consumers and their handlers, all and by name. Good: 0. unknown_member_id and ' +
      'illegal_generation: evicted; rebalance_in_progress: a heartbeat too late.',
    targets: [
      target(`sum(${increase(consumerMetrics.errors)})`, 'all'),
      target(
        `sum by (group, error) (${increase(consumerMetrics.errors)}) > 0`,
        '{{group}}: {{error}}',
      ),
    ],
  }),
  timeSeries({
    ...quarter,
    id: 23,
    title: 'Heap of the members',
    runbooks: ['KafkaConsumerMemoryHigh'],
    description:
      'Heap in use as a share of the size at which V8 gives up. Good: a saw below 70 %. Above ' +
      '85 %, the dashed line, for longer than a moment: the process collects garbage instead of ' +
      'sending heartbeats, and then dies.',
    unit: 'percentunit',
    softMax: 1,
    thresholds: [
      [null, 'green'],
      [0.85, 'red'],
    ],
    targets: [target(`max by (instance) (${ofMembers(queries, heap)})`, '{{instance}}')],
  }),
]
