import type { KafkaConfig } from '@firedrill/service-kit/config'
import type { LabConfig } from '../config.ts'

/** User, password and database of the servers that the lab starts, and of those in compose.yaml. */
export const account = 'firedrill'

/** Where everything is that the lab works with. */
export interface Addresses {
  readonly kafka: KafkaConfig
  readonly rabbitUrl: string
  readonly ledgerUrl: string
}

/** Servers that the environment names, and for the others the places where the lab starts them. */
export function addressesOf({ kafka, env }: LabConfig): Addresses {
  return {
    kafka: kafka ?? { KAFKA_SSL: false, KAFKA_BROKERS: `127.0.0.1:${env.LAB_KAFKA_PORT}` },
    rabbitUrl: env.RABBITMQ_URL ?? rabbitUrl(env.RABBITMQ_PORT),
    ledgerUrl: env.LEDGER_URL ?? ledgerUrl(env.LAB_POSTGRES_PORT),
  }
}

export function rabbitUrl(port: number): string {
  return `amqp://${account}:${account}@127.0.0.1:${port}`
}

export function ledgerUrl(port: number): string {
  return `postgres://${account}:${account}@127.0.0.1:${port}/${account}`
}
