import type { KafkaConfig } from '@firedrill/service-kit/config'

/** What a benchmark may use. */
export interface BenchContext {
  readonly config: KafkaConfig & { SERVICE_NAME: string }
  /** Says how far it is. */
  progress(text: string): void
}

/** A table to print, and whether the measured thing is good enough. */
export interface BenchResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly passed: boolean
  /** One sentence with the number that decides and its limit. */
  readonly verdict: string
}

/** One benchmark; it ends within about a minute and leaves nothing behind. */
export interface Benchmark {
  readonly name: string
  readonly title: string
  run(context: BenchContext): Promise<BenchResult>
}
