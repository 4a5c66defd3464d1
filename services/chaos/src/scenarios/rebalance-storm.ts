import { consumerMetrics } from '@firedrill/service-kit/metrics/consumer-metrics'
import { exporterMetrics } from '@firedrill/service-kit/metrics/exporter-metrics'
import { Type } from 'typebox'
import { serviceSettings } from '../faults/service-settings.ts'
import { payments, spares } from '../processes/stack.ts'
import { restartAll, setAll } from './acts.ts'
import { stillProducing } from './conditions.ts'
import { cause, command, metric } from './hints.ts'
import { promql } from './recovery.ts'
import { defineScenario, may, within } from './scenario.ts'
import { ofABacklog } from './symptoms.ts'

const group = 'payment-service'
const joins = `${consumerMetrics.rebalances.name}{group="${group}"}`
const consumed = `${consumerMetrics.recordsConsumed.name}{group="${group}",topic="orders"}`
const members = `${exporterMetrics.groupMembers.name}{group="${group}"}`

export const rebalanceStorm = defineScenario({
  id: 'rebalance-storm',
  kind: 'drill',
  title: 'A group rebalances all the time',
  pager: 'Payments crawl. The consumers work hard, and most of what they do they do again.',
  lesson:
    'A member that blocks longer than its session is taken for dead, its page goes to another ' +
    'one, and that one blocks as long. Make pages small, or keep the heartbeats out of the work.',
  source: '4. Frequent Rebalancing Is Killing Performance',
  params: Type.Object(
    {
      // A page of 7 to 12 s: longer than the session of 6 s, and far below the 45 s of the right
      // fixes. A blocked member answers a scrape between two pages only, and recovery needs two
      // scrapes in 30 s. Ten records, the small page, take 1 s.
      blockingMsPerRecord: Type.Integer({ default: 80, minimum: 70, maximum: 100 }),
      pageRecords: Type.Integer({ default: 100, minimum: 100, maximum: 120 }),
    },
    { additionalProperties: false },
  ),
  ttlSeconds: 900,
  faults: ({ blockingMsPerRecord, pageRecords }) =>
    // The slow work belongs to the records: whoever gets them has to do it.
    setAll([...payments, ...spares], {
      ...{ blockingMsPerRecord, pageRecords },
      ...{ sessionTimeoutMs: 6000, heartbeatIntervalMs: 1000 },
    }),
  expect: {
    fires: [within('KafkaConsumerRebalanceStorm', 240)],
    mayFire: [
      may('KafkaConsumerStalled', 'a page that is not finished is not committed'),
      may('KafkaConsumerCommitFailing', 'who was taken for dead may not commit'),
      may('KafkaConsumerCommitSlow', 'a blocked process sees the answer to its commit late'),
      may('KafkaConsumerPartitionSkew', 'members get through at different times'),
      may('KafkaConsumerGroupEmpty', 'for a moment all members may be taken for dead'),
      may('KafkaConsumerIdleMembers', 'members that were taken for dead join beside themselves'),
      may('KafkaOffsetRewound', 'a late commit may be older than that of the next owner'),
      may('ScrapeSlow', 'a blocked process answers scrapes late'),
      ...ofABacklog,
    ],
  },
  evidence: {
    // One rebalance of three members is not a storm.
    text: 'Members have joined four times or more',
    expr: `sum(increase(${joins}[$since])) >= 4`,
  },
  hints: [
    metric(joins, 'members join again and again, each time for another generation'),
    command(
      `./firedrill kafka kafka-consumer-groups --describe --group ${group} --state`,
      'asked a few times, it is hardly ever Stable',
    ),
    cause(
      'a page of records blocks a member for longer than its session timeout, so no heartbeat ' +
        'goes out. Take small pages, a longer session, or a worker thread.',
    ),
  ],
  fixes: {
    right: [
      {
        id: 'small-pages',
        title: 'Take 10 records at a time',
        acts: () => setAll(payments, { pageRecords: 10 }),
      },
      {
        id: 'longer-session',
        title: 'Lengthen the session to 45 s',
        acts: () => setAll(payments, { sessionTimeoutMs: 45_000 }),
      },
      {
        id: 'worker-thread',
        title: 'Do the work in a thread of its own',
        acts: () => setAll(payments, { workerThread: true }),
      },
      {
        id: 'new-protocol',
        title: 'Use the consumer protocol of KIP-848, with its session of 45 s',
        acts: () => setAll(payments, { client: 'platformatic', groupProtocol: 'consumer' }),
      },
    ],
    wrong: [
      {
        id: 'restart-members',
        title: 'Restart the members',
        holdSeconds: 45,
        acts: () => restartAll(payments),
      },
      {
        id: 'add-members',
        title: 'Add two members',
        holdSeconds: 45,
        acts: () => setAll(['spare-1', 'spare-2'], { groupId: group }),
      },
      {
        id: 'static-membership-alone',
        title: 'Make the members static, and change nothing else',
        holdSeconds: 60,
        acts: () =>
          payments.map(service =>
            serviceSettings.with({
              service,
              set: { client: 'platformatic', groupInstanceId: service },
            }),
          ),
      },
    ],
  },
  recovered: {
    text: 'No member joined for a minute, the group works, at the same load',
    conditions: ({ blockingMsPerRecord }) => [
      promql(`sum(increase(${joins}[60s])) == 0`).for(10),
      // Half of what three members can do.
      promql(`sum(rate(${consumed}[30s])) > ${(0.5 * 3 * 1000) / blockingMsPerRecord}`).for(10),
      promql(`max(${members}) >= 3`).for(10),
      stillProducing('orders'),
    ],
  },
})
