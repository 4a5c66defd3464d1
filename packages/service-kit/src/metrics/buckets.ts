/** Network and database work, 1 ms to 60 s: the floor is a local acknowledgement. */
export const latencyBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
] as const

/** Sizes of produce batches, 256 B to 1 MiB in steps of four. */
export const sizeBuckets = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576] as const

/** Records in one batch. */
export const recordBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000] as const
