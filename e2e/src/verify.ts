import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { loadConfig } from './config.ts'
import { captureWhileFiring } from './runbooks/capture-while-firing.ts'
import { createChaosClient } from './stack/chaos-client.ts'
import { createPrometheusClient } from './stack/prometheus-client.ts'
import { reasonOf } from './verify/errors.ts'
import { defaultLimits } from './verify/limits.ts'
import { planAttempts, type Wanted } from './verify/plan.ts'
import { createProgress } from './verify/progress.ts'
import { formatReport } from './verify/report.ts'
import { passed, type ScenarioResult } from './verify/result.ts'
import { verifyScenario } from './verify/verify-scenario.ts'

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => interrupted.abort(new Error(`interrupted by ${name}`)))
}

const program = new Command('verify')
  .description('Proves on the running stack that every fault raises its alerts and every fix works')
  .argument('[scenario...]', 'ids; none means the proven ones')
  .option('--all', 'the whole catalogue', false)
  .option('--rounds <n>', 'repeat everything', positiveInteger, 1)
  .option('--all-fixes', 'try every right fix, each in a run of its own', false)
  .option('--json <file>', 'write the results as JSON too')
  .option('--capture-runbooks [folder]', 'write what their commands print now into the runbooks')

program.parse()
const { json, captureRunbooks, ...options } = program.opts<{
  all: boolean
  rounds: number
  allFixes: boolean
  json?: string
  captureRunbooks?: string | true
}>()
process.exitCode = await verify({ names: program.args, ...options }, json).catch(error => {
  console.error(`verify: ${reasonOf(error)}`)
  return 2
})

/** Returns the exit code: 0 when everything passed, 1 when something failed. */
async function verify(wanted: Wanted, jsonFile: string | undefined): Promise<number> {
  const { chaosUrl, prometheusUrl, token, root } = loadConfig()
  if (token === undefined) throw new Error('no token: set CHAOS_TOKEN, or is the stack not up?')
  const chaos = createChaosClient(chaosUrl, token)
  const prometheus = createPrometheusClient(prometheusUrl)
  const plan = planAttempts(await chaos.scenarios(), wanted)
  const progress = createProgress(process.stderr)
  const signal = interrupted.signal
  const whileFiring = captureRunbooks
    ? captureWhileFiring(root, captureRunbooks, signal)
    : undefined
  const parts = { chaos, prometheus, progress, limits: defaultLimits, tickMs: 1000, signal }
  const results: ScenarioResult[] = []
  for (const { attempt, round } of plan) {
    if (interrupted.signal.aborted) break
    results.push(await verifyScenario({ ...parts, whileFiring }, attempt, round))
  }
  if (jsonFile !== undefined) await writeFile(jsonFile, `${JSON.stringify(results, null, 2)}\n`)
  console.log(formatReport(results))
  return results.length === plan.length && results.every(passed) ? 0 : 1
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0')
  return Number(text)
}
