import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { loadConfig } from './config.ts'
import { openJsonLines } from './json-lines.ts'
import { readMachine } from './machine.ts'
import { jsonObject, oneMore, positiveInteger } from './option-values.ts'
import { captureWhileFiring } from './runbooks/capture-while-firing.ts'
import { runbookFolder } from './runbooks/run-parts.ts'
import { createChaosClient } from './stack/chaos-client.ts'
import { readOrderRate } from './stack/order-rate.ts'
import { createPrometheusClient } from './stack/prometheus-client.ts'
import { readRunMode } from './stack/status.ts'
import { readCommit } from './verify/commit.ts'
import { reasonOf } from './verify/errors.ts'
import { defaultLimits } from './verify/limits.ts'
import { verificationPage } from './verify/page.ts'
import { assertReportable, planAttempts, type Wanted } from './verify/plan.ts'
import { createProgress } from './verify/progress.ts'
import { formatReport } from './verify/report.ts'
import { passed, type ScenarioResult } from './verify/result.ts'
import { runPlan } from './verify/run-plan.ts'
import { noState, openState } from './verify/state.ts'

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => interrupted.abort(new Error(`interrupted by ${name}`)))
}

const recordFile = 'docs/verification.jsonl'
const pageFile = 'docs/verification.md'

const program = new Command('verify')
  .description('Proves on the running stack that every fault raises its alerts and every fix works')
  .argument('[scenario...]', 'ids; none means the proven ones')
  .option('--all', 'the whole catalogue', false)
  .option('--rounds <n>', 'repeat everything', positiveInteger, 1)
  .option('--all-fixes', 'try every right fix, each in a run of its own', false)
  .addOption(
    new Option('--fix <id>', 'only this right fix of one scenario, without wrong fixes; repeatable')
      .argParser(oneMore)
      .default([])
      .conflicts(['all', 'allFixes']),
  )
  .addOption(
    new Option('--params <json>', 'start the one scenario with these; goes on no record')
      .argParser(jsonObject)
      .conflicts(['all', 'report', 'resume', 'captureRunbooks']),
  )
  .option('--no-wrong-fixes', 'leave them out: shorter, and proves less')
  .option('--resume', 'leave out what has passed since the last start without this option', false)
  .option(
    '--report',
    'add the runs to docs/verification.jsonl and make docs/verification.md from it',
    false,
  )
  .option('--json <file>', 'write the results as JSON too')
  .option('--capture-runbooks', 'write what their commands print now into the runbooks', false)
  .option('--runbooks <folder>', 'where these are', runbookFolder)

interface Options extends Omit<Wanted, 'names'> {
  resume: boolean
  report: boolean
  json?: string
  captureRunbooks: boolean
  runbooks: string
}

program.parse()
process.exitCode = await verify(program.args, program.opts<Options>()).catch(error => {
  console.error(`verify: ${reasonOf(error)}`)
  return 2
})

/** Returns the exit code: 0 when everything passed, 1 when something failed. */
async function verify(names: string[], options: Options): Promise<number> {
  const { root, stateDir, chaosUrl, prometheusUrl, producerUrl, token, rulesProfile } = loadConfig()
  if (token === undefined) throw new Error('no token: set CHAOS_TOKEN, or is the stack not up?')
  const chaos = createChaosClient(chaosUrl, token)
  const prometheus = createPrometheusClient(prometheusUrl)
  const scenarios = await chaos.scenarios()
  const plan = planAttempts(scenarios, { names, ...options })
  if (options.report) assertReportable(plan)
  const progress = createProgress(process.stderr)
  const signal = interrupted.signal
  const whileFiring = options.captureRunbooks
    ? captureWhileFiring(root, options.runbooks, signal)
    : undefined
  const orderRate = () => readOrderRate(producerUrl)
  const common = { chaos, prometheus, orderRate, progress, limits: defaultLimits, tickMs: 1000 }
  const provenance = {
    commit: await readCommit(root),
    profile: rulesProfile,
    machine: readMachine(),
    mode: await readRunMode(root),
  }
  const parts = { ...common, needs: await prometheus.needs(), provenance, signal, whileFiring }
  const state =
    options.params === undefined
      ? await openState(join(stateDir, 'verify.json'), options.resume)
      : noState
  const record = options.report
    ? await openJsonLines<ScenarioResult>(join(root, recordFile))
    : undefined
  const say = (line: string) => console.error(`━━ ${line}`)
  const results = await runPlan(parts, plan, { state, record, say })
  if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)
  if (record !== undefined) {
    await writePage(join(root, pageFile), verificationPage(record.results, scenarios))
  }
  console.log(formatReport(results))
  return results.length === plan.length && results.every(passed) ? 0 : 1
}

async function writePage(file: string, page: string): Promise<void> {
  await writeFile(file, page)
  console.error(`${file} was written`)
}
