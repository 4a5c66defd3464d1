import { ItemError } from '../kafka/protocol-error.ts'
import type { CollectorName } from './collector-meter.ts'

const topicRefused = 29
const groupRefused = 30
const clusterRefused = 31
const transactionRefused = 53

/** What each collector needs, by the error code of a broker that refuses it. */
const needs: Partial<Record<CollectorName, Readonly<Record<number, string>>>> = {
  groups: {
    [groupRefused]: 'DESCRIBE on the groups',
    [topicRefused]: 'DESCRIBE on the topics of the groups',
  },
  offsets: { [topicRefused]: 'DESCRIBE on the topics' },
  record_timestamps: { [topicRefused]: 'READ on the topics' },
  transactions: {
    [topicRefused]: 'READ on the topics',
    [transactionRefused]: 'DESCRIBE on the transactional ids',
  },
  log_dirs: { [clusterRefused]: 'DESCRIBE on the cluster' },
  topic_retention: { [topicRefused]: 'DESCRIBE_CONFIGS on the topics' },
}

/** The permissions that the exporter's user lacks, as far as the failures tell. */
export function missingAcls(collector: CollectorName, failures: Iterable<unknown>): string[] {
  const found = new Set<string>()
  for (const failure of failures) {
    const need = failure instanceof ItemError && needs[collector]?.[failure.errorCode]
    if (need) found.add(need)
  }
  return [...found]
}
