import type { FieldError } from '@firedrill/service-kit/errors'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { batchingSettings } from './batching.ts'

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
    hotAccountShare: Type.Number({
      default: 0,
      minimum: 0,
      maximum: 1,
      description: 'Share of the orders and invoices that belong to one account, the first.',
    }),
    eventsPerAccount: Type.Integer({
      default: 1,
      minimum: 1,
      maximum: 100,
      description: 'Orders that an account places in a row, within milliseconds.',
    }),
    keyBy: Type.Union(
      [Type.Literal('account_id'), Type.Literal('event_id'), Type.Literal('none')],
      {
        default: 'account_id',
        description:
          'Record key of orders and invoices. Only with account_id do the events of an account ' +
          'stay in one partition, and so in order.',
      },
    ),
    eventVersion: Type.Union([Type.Literal(1), Type.Literal(2)], {
      default: 1,
      description:
        'Version of the events. 2 moves amount_cents into amount {value, currency}, which the ' +
        'readers of today cannot read.',
    }),
    compatibilityCheck: Type.Boolean({
      default: true,
      description:
        'Send no version that the readers cannot read, but the one before, and count it.',
    }),
    ordersTopic: topicName('orders', 'Topic that orders go to.'),
    invoicesTopic: topicName('invoices', 'Topic that invoices go to.'),
    auditTopic: topicName('audit', 'Topic that audit records go to.'),
    ...batchingSettings,
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
    metadataMaxAgeMs: Type.Integer({
      default: 30_000,
      minimum: 1000,
      maximum: 600_000,
      description: 'After this time the client asks again which partitions a topic has.',
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
      maximum: 4_000_000,
      description:
        'Size of an audit record; its content hardly compresses. Topics take 1 MB by default.',
    }),
  },
  { additionalProperties: false },
)

export type ProducerSettings = Static<typeof settingsSchema>

/** What holds until somebody changes it. */
export const defaultSettings = Value.Default(settingsSchema, {}) as ProducerSettings

/** What does not go together. */
export function settingsRules(settings: ProducerSettings): FieldError[] {
  return [...idempotenceRules(settings), ...topicRules(settings)]
}

/** Idempotence needs acks -1 and a retry, or kafkajs will not send. */
function idempotenceRules({ idempotent, acks, retries }: ProducerSettings): FieldError[] {
  if (!idempotent) return []
  const fields: FieldError[] = []
  if (acks !== -1) fields.push({ field: 'acks', message: 'must be -1 while idempotent is true' })
  if (retries < 1) {
    fields.push({ field: 'retries', message: 'must be >= 1 while idempotent is true' })
  }
  return fields
}

const topicFields = ['ordersTopic', 'invoicesTopic', 'auditTopic'] as const

function topicRules(settings: ProducerSettings): FieldError[] {
  return topicFields.flatMap((field, at) => {
    const other = topicFields.slice(0, at).find(name => settings[name] === settings[field])
    return other === undefined ? [] : [{ field, message: `must differ from ${other}` }]
  })
}

function topicName(name: string, description: string) {
  return Type.String({ default: name, pattern: '^[a-zA-Z0-9._-]{1,249}$', description })
}
