import { defineMetrics } from './spec.ts'

/** What the ledger says of the payments made; served by the exporter alone. */
export const ledgerMetrics = defineMetrics('exporter', {
  payments: {
    name: 'ledger_payments_total',
    type: 'counter',
    help: 'Payments booked, duplicates included.',
  },
  duplicatePayments: {
    name: 'ledger_duplicate_payments_total',
    type: 'counter',
    help: 'Second and further payments for an event id.',
  },
  lostPayments: {
    name: 'ledger_lost_payments_total',
    type: 'counter',
    help: 'Orders acknowledged and passed by the committed offset, neither paid nor dead-lettered.',
  },
  paymentsDue: {
    name: 'ledger_payments_due_total',
    type: 'counter',
    help: 'Acknowledged orders whose event is more than 30 s old, whether paid or not.',
  },
  paymentsFresh: {
    name: 'ledger_payments_fresh_total',
    type: 'counter',
    help: 'Of the payments due: those booked within 30 s of their event.',
  },
  sequenceInversions: {
    name: 'ledger_sequence_inversions_total',
    type: 'counter',
    help: 'First payments of an event below the highest sequence already paid of their account.',
  },
})
