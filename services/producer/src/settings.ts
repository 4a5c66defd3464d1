import type { FieldError } from '@firedrill/service-kit/errors'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** Everything about the producer that can be changed while it runs; defaults are good practice. */
export const settingsSchema = Type.Object(
  {
    ordersPerSecond: Type.Number({
      default: 100,
      minimum: 0,
      maximum: 20_000,
      description: 'Orders offered each second, whether or not the brokers keep up.',
    }),
    accounts: Type.Integer({
      default: 1000,
      minimum: 1,
      maximum: 100_000,
      description: 'Accounts that orders and invoices are drawn from.',
    }),
    keyBy: Type.Union([Type.Literal('account_id'), Type.Literal('none')], {
      default: 'account_id',
      description: 'Record key. Without one, the orders of an account spread over partitions.',
    }),
    lingerMs: Type.Integer({
      default: 10,
      minimum: 0,
      maximum: 10_000,
      description: 'How long a batch that is not full waits for more records.',
    }),
    batchBytes: Type.Integer({
      default: 32_768,
      minimum: 1,
      maximum: 900_000,
      description: 'Keys and values that fit a batch, in bytes; a larger record goes alone.',
    }),
    compression: Type.Union([Type.Literal('none'), Type.Literal('gzip'), Type.Literal('snappy')], {
      default: 'snappy',
      description: 'How the records of a batch are compressed.',
    }),
    acks: Type.Union([Type.Literal(-1), Type.Literal(1), Type.Literal(0)], {
      default: -1,
      description: 'Who must have a batch before it counts as sent: all in sync, leader, nobody.',
    }),
    idempotent: Type.Boolean({
      default: true,
      description: 'Number the batches, so that brokers drop what a retry appends again.',
    }),
    requestTimeoutMs: Type.Integer({
      default: 30_000,
      minimum: 100,
      maximum: 300_000,
      description: 'How long to wait for the answer to one request before trying again.',
    }),
    retries: Type.Integer({
      default: 8,
      minimum: 0,
      maximum: 100,
      description: 'Further tries of a send before its records are given up.',
    }),
    maxInFlightSends: Type.Integer({
      default: 1,
      minimum: 1,
      maximum: 50,
      description:
        'Sends under way at once for one partition. Keep 1: with more, a timeout makes the ' +
        'idempotent producer of kafkajs lose records and double others, and orders overtake.',
    }),
    maxBufferedRecords: Type.Integer({
      default: 10_000,
      minimum: 1,
      maximum: 100_000,
      description: 'Records of one topic between creation and acknowledgement; more must wait.',
    }),
    invoiceBatchSize: Type.Integer({
      default: 500,
      minimum: 0,
      maximum: 100_000,
      description: 'Invoices in each batch run.',
    }),
    invoiceIntervalSeconds: Type.Integer({
      default: 60,
      minimum: 1,
      maximum: 86_400,
      description: 'Time between two batch runs of invoices.',
    }),
    auditPerSecond: Type.Number({
      default: 5,
      minimum: 0,
      maximum: 5000,
      description: 'Audit records offered each second.',
    }),
    auditBytes: Type.Integer({
      default: 1024,
      minimum: 256,
      maximum: 65_536,
      description: 'Size of an audit record; its content hardly compresses.',
    }),
  },
  { additionalProperties: false },
)

export type ProducerSettings = Static<typeof settingsSchema>

/** What holds until somebody changes it. */
export const defaultSettings = Value.Default(settingsSchema, {}) as ProducerSettings

/** What does not go together: idempotence needs acks -1 and a retry, or kafkajs will not send. */
export function settingsRules({ idempotent, acks, retries }: ProducerSettings): FieldError[] {
  if (!idempotent) return []
  const fields: FieldError[] = []
  if (acks !== -1) fields.push({ field: 'acks', message: 'must be -1 while idempotent is true' })
  if (retries < 1) {
    fields.push({ field: 'retries', message: 'must be >= 1 while idempotent is true' })
  }
  return fields
}
