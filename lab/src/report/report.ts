import { cpus, totalmem } from 'node:os'
import type { Expectation, Experiment, Finding } from '../experiments/experiment.ts'
import type { Balance } from '../ledger/balance.ts'
import type { Sizes } from '../sizes.ts'
import type { System } from '../systems/system.ts'

/** One experiment with what came out. */
export interface Result {
  readonly id: string
  readonly title: string
  readonly method: string
  readonly findings: readonly Finding[]
  readonly expectations: readonly Expectation[]
  /** By the name in the ledger. */
  readonly balances: Readonly<Record<string, Balance>>
  readonly seconds: number
}

/** Everything that a run of the lab has to say. */
export interface Report {
  readonly measuredAt: string
  readonly machine: { readonly processors: number; readonly memoryBytes: number }
  /** The machine's load average in the minute before the lab began: what else ran. */
  readonly busyBefore: number
  readonly versions: Readonly<Record<string, string>>
  readonly sizes: Sizes
  readonly seed: number
  readonly results: readonly Result[]
  /** Both ledgers are equal, nothing was lost, and every expectation was met. */
  readonly passed: boolean
}

/** Puts a report together. */
export function makeReport(
  systems: readonly System[],
  { sizes, seed, busyBefore }: Pick<Report, 'sizes' | 'seed' | 'busyBefore'>,
  results: readonly Result[],
): Report {
  return {
    measuredAt: new Date().toISOString(),
    machine: { processors: cpus().length, memoryBytes: totalmem() },
    busyBefore,
    versions: Object.fromEntries(systems.map(({ name, version }) => [name, version])),
    sizes,
    seed,
    results,
    passed: results.every(result => problemsOf(result).length === 0),
  }
}

/** What is not as it must be, in words; empty for a good result. */
export function problemsOf({ balances, expectations }: Result): string[] {
  return [
    ...expectations.filter(({ met }) => !met).map(({ text }) => `not so: ${text}`),
    ...Object.entries(balances).flatMap(([name, balance]) => unbalanced(name, balance)),
  ]
}

function unbalanced(name: string, { intended, systems, differences }: Balance): string[] {
  const problems = differences === 0 ? [] : [`${name}: the ledgers differ in ${differences} orders`]
  for (const [system, { acknowledged, lost, duplicated }] of Object.entries(systems)) {
    if (lost > 0) problems.push(`${name}: ${system} lost ${lost} orders`)
    if (duplicated > 0) problems.push(`${name}: ${system} handed out ${duplicated} orders twice`)
    if (acknowledged !== intended) {
      problems.push(`${name}: ${system} acknowledged ${acknowledged} of ${intended} orders`)
    }
  }
  return problems
}

/** The experiment and its outcome as one result. */
export function makeResult(
  { id, title, method }: Experiment,
  rest: Omit<Result, 'id' | 'title' | 'method'>,
): Result {
  return { id, title, method, ...rest }
}
