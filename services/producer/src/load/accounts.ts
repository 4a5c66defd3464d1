import type { Partitions } from '../send/partitions.ts'

/** The name of the nth account, from 0. */
export function accountId(index: number): string {
  return `ACC${String(index).padStart(5, '0')}`
}

/** The accounts, of the first `count`, whose key goes to a partition of a topic. */
export function accountsOfPartition(
  partitions: Partitions,
  topic: string,
  partition: number,
  count: number,
): string[] {
  const all = Array.from({ length: count }, (_, index) => accountId(index))
  return all.filter(account => partitions.choose(topic, account) === partition)
}

/** One of them, each as likely as the other. */
export function anyOf<T>(items: readonly T[]): T {
  return items[randomBelow(items.length)] as T
}

/** A whole number from 0 to below `limit`. */
export function randomBelow(limit: number): number {
  return Math.floor(Math.random() * limit)
}
