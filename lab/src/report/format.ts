import type { Finding, Unit } from '../experiments/experiment.ts'

/** A number as a person reads it, with its unit; an absent one is a dash. */
export function formatValue(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–'
  return formats[unit](value)
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US')
const precise = (value: number) =>
  value === 0 ? '0' : value.toLocaleString('en-US', { maximumSignificantDigits: 3 })

const formats: Readonly<Record<Unit, (value: number) => string>> = {
  'orders/s': value => `${Number(value.toPrecision(3)).toLocaleString('en-US')} orders/s`,
  orders: value => whole(value),
  ms: value => `${precise(value)} ms`,
  tries: value => whole(value),
  share: value => `${whole(value * 100)} %`,
}

/** How many times the one is the other, where both have a number. */
export function formatRatio({ values: { kafka, rabbitmq }, unit }: Finding): string {
  if (kafka === undefined || rabbitmq === undefined || kafka === 0 || rabbitmq === 0) return ''
  if (unit === 'tries' || unit === 'share' || kafka === rabbitmq) return ''
  return `${precise(kafka / rabbitmq)} : 1`
}
