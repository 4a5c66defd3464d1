import { rabbitmqMetrics } from '@firedrill/service-kit/metrics/lab-metrics'
import { timeSeries } from '../../panels/time-series.ts'
import { queriesBy, target } from '../../queries.ts'
import { noValue } from './absent.ts'

const { select, rate } = queriesBy()
const third = { width: 8, height: 8, noValue } as const

/** What RabbitMQ says of itself: its own plugin, not the lab. */
export const rabbitmqPanels = [
  timeSeries({
    ...third,
    id: 15,
    title: 'RabbitMQ: messages in its queues',
    description:
      'What the node holds, ready or handed out and not acknowledged. Good: back to 0 after each ' +
      'experiment. Kafka has no such number: it keeps records whether they were read or not.',
    unit: 'short',
    targets: [target(`sum(${select(rabbitmqMetrics.messages)})`, 'messages')],
  }),
  timeSeries({
    ...third,
    id: 16,
    title: 'RabbitMQ: in and out',
    description:
      'Messages received from publishers and acknowledged by consumers, as the node counts them. ' +
      'Good: as many out as in, or three times as many where three queues get each message.',
    unit: 'ops',
    targets: [
      target(`sum(${rate(rabbitmqMetrics.received)})`, 'received'),
      target(`sum(${rate(rabbitmqMetrics.acknowledged)})`, 'acknowledged'),
    ],
  }),
  timeSeries({
    ...third,
    id: 17,
    title: 'RabbitMQ: memory of the node',
    description:
      'Resident memory of the node. Good: it comes down after a backlog was emptied; at its limit ' +
      'the node blocks publishers until it has room again.',
    unit: 'bytes',
    targets: [target(`sum(${select(rabbitmqMetrics.residentMemory)})`, 'resident')],
  }),
  timeSeries({
    ...third,
    id: 18,
    title: 'RabbitMQ: consumers',
    description:
      'Consumers connected to the node. Good: 1 or 3 while an experiment reads, 0 while its ' +
      'consumers are away.',
    unit: 'short',
    targets: [target(`sum(${select(rabbitmqMetrics.consumers)})`, 'consumers')],
  }),
]
