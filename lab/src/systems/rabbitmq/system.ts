import { connect } from 'amqplib'
import type { RouteOptions, System } from '../system.ts'
import { openExchange } from './exchange.ts'

export interface RabbitSystemOptions {
  readonly url: string
  /** Names exchanges and queues, so that two runs never meet. */
  readonly run: string
}

/**
 * RabbitMQ with what its makers advise: quorum queues, persistent messages, confirms, manual
 * acknowledgements; publishing and consuming on connections of their own, since a connection that
 * publishes may be held back.
 * @throws the client's error when the node does not answer
 */
export async function connectRabbit({ url, run }: RabbitSystemOptions): Promise<System> {
  const [publishing, consuming] = [await connect(url), await connect(url)]
  // A connection that is lost fails what waits for it; without a listener it would end the process.
  for (const connection of [publishing, consuming]) connection.on('error', () => undefined)
  const confirms = await publishing.createConfirmChannel()
  const { version } = publishing.connection.serverProperties
  return {
    name: 'rabbitmq',
    version,
    openRoute: (name: string, route: RouteOptions) =>
      openExchange({ confirms, consuming }, `lab-${run}-${name}`, route),
    async close() {
      await Promise.all([publishing.close(), consuming.close()])
    },
  }
}
