import type { DashboardSource } from '../dashboard.ts'
import { systemTable } from './detail.ts'
import { flowPanels } from './flow.ts'
import { rabbitmqPanels } from './rabbitmq.ts'
import { verdictPanels } from './verdict.ts'

/** Kafka and RabbitMQ beside each other, with the same orders. */
export const lab: DashboardSource = {
  uid: 'firedrill-lab',
  description:
    'The lab that compares Kafka and RabbitMQ, while ./firedrill lab runs. Top down: did both do ' +
    'the same work; how fast; what RabbitMQ says of itself; a line for each system.',
  variables: [],
  panels: [...verdictPanels, ...flowPanels, ...rabbitmqPanels, systemTable],
}
