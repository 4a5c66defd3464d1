import type { Benchmark } from './benchmark.ts'
import { instrumentation } from './instrumentation.ts'

/** Every benchmark, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [instrumentation]
