import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'

export const brokers = ['kafka-1', 'kafka-2', 'kafka-3'] as const
export const payments = ['payment-1', 'payment-2', 'payment-3'] as const
export const spares = ['spare-1', 'spare-2', 'spare-3', 'spare-4'] as const

/** `kafka-3` is node 3 in both run modes. */
export function brokerIdOf(name: string): number {
  return Number(name.slice('kafka-'.length))
}

/** The process name of a node. */
export function brokerNameOf(id: number): string {
  return `kafka-${id}`
}

/** The processes that a scenario may touch: neither this service nor what observes it. */
export const stackProcesses: readonly string[] = [
  ...brokers,
  'producer',
  ...payments,
  'email',
  'analytics',
  'invoices',
  ...spares,
  'exporter',
]

/** @throws OperationalError UNKNOWN_PROCESS */
export function assertInStack(name: string): void {
  if (stackProcesses.includes(name)) return
  const detail = `${JSON.stringify(name)}; known: ${stackProcesses.join(', ')}`
  throw new OperationalError(chaosErrors.unknownProcess, detail)
}
