import { oneOf, whole } from './types.ts'

const mebibyte = 1_048_576

/** What is fetched and how much of it; all of it takes a new client. */
export const fetchSettings = {
  maxBytesPerPartition: whole(
    1024,
    64 * mebibyte,
    mebibyte,
    'Most that one fetch takes from one partition, in bytes.',
  ),
  isolation: oneOf(
    ['read_committed', 'read_uncommitted'],
    'read_committed',
    'Whether records of transactions that are open or were aborted are held back.',
  ),
  metadataMaxAgeMs: whole(
    1000,
    600_000,
    30_000,
    'After this time the client asks again which partitions a topic has.',
  ),
}
