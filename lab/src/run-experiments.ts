import type { Experiment, LabContext } from './experiments/experiment.ts'
import { type Balance, readBalance } from './ledger/balance.ts'
import { makeResult, type Result } from './report/report.ts'
import { systemNames } from './systems/system.ts'

/**
 * Runs experiments one after the other and compares the ledgers after each.
 * @param onResult told of each as soon as it is there
 */
export async function runExperiments(
  context: LabContext,
  experiments: readonly Experiment[],
  onResult: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = []
  for (const experiment of experiments) {
    const result = await runOne(context, experiment)
    results.push(result)
    onResult(result)
  }
  return results
}

async function runOne(context: LabContext, experiment: Experiment): Promise<Result> {
  const { ledger, metrics } = context
  const progress = (text: string) => context.progress(`${experiment.id}: ${text}`)
  const startedAtMs = performance.now()
  metrics.started(experiment.id)
  progress('started')
  const { findings, compared, expectations } = await experiment.run({ ...context, progress })
  const balances: Record<string, Balance> = {}
  for (const name of compared) balances[name] = await readBalance(ledger.pool, name)
  const all = Object.values(balances)
  for (const system of systemNames) {
    const lost = all.reduce((sum, { systems }) => sum + systems[system].lost, 0)
    metrics.count('lost', system, lost)
  }
  metrics.ended(
    experiment.id,
    all.reduce((sum, { differences }) => sum + differences, 0),
  )
  const seconds = (performance.now() - startedAtMs) / 1000
  return makeResult(experiment, { findings, expectations, balances, seconds })
}
