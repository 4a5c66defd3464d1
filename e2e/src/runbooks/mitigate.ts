import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { positiveInteger } from '../option-values.ts'
import { createChaosClient } from '../stack/chaos-client.ts'
import { createPrometheusClient } from '../stack/prometheus-client.ts'
import { secondsToShow } from '../stack/time-to-show.ts'
import { reasonOf } from '../verify/errors.ts'
import { createProgress } from '../verify/progress.ts'
import { mitigatePage } from './mitigate-page.ts'
import { runbookFolder, shellParts } from './run-parts.ts'

interface Options {
  during: string
  within: number
  runbooks: string
}

const program = new Command('mitigate')
  .description(
    'Runs the mitigation of an alert that fires now, which changes the stack. Once the alert is ' +
      'resolved, writes what the commands printed into its runbook.',
  )
  .argument('<alert>', 'one that fires now')
  .requiredOption(
    '--during <words>',
    'the drill whose run is active, or in several words what was done by hand',
  )
  .option('--within <seconds>', 'how long it may take to be resolved', positiveInteger, 240)
  .option('--runbooks <folder>', 'where the pages are', runbookFolder)

// A stop of a process may use up its grace, a broker needs its time to catch up.
const commandMs = 120_000
const everyMs = 1000

program.parse()
const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    // A command is a process group of its own, and would go on.
    interrupted.abort()
    program.error(`interrupted by ${name}: nothing was written`)
  })
}
process.exitCode = await mitigate(program.args[0] ?? '', program.opts<Options>())

/** Returns the exit code. */
async function mitigate(alert: string, { during, within, runbooks }: Options): Promise<number> {
  const progress = createProgress(process.stderr).begin(alert)
  try {
    const { root, chaosUrl, prometheusUrl } = loadConfig()
    const prometheus = createPrometheusClient(prometheusUrl)
    const alerts = async () => {
      const now = await prometheus.alerts()
      progress.look({ ...now, run: undefined })
      return now
    }
    // Were its cause still there, it would show itself again by then.
    const quietSeconds = secondsToShow(await prometheus.ruleGroups(), alert)
    if (within <= quietSeconds) {
      throw new Error(`--within must be over ${quietSeconds}: it must not show again for so long`)
    }
    const quietLooks = Math.ceil((quietSeconds * 1000) / everyMs) + 1
    const resolved = { alerts, quietLooks, withinSeconds: within, everyMs }
    const parts = shellParts(root, resolve(root, runbooks), interrupted.signal)
    // Reading needs no token.
    const chaos = createChaosClient(chaosUrl, undefined)
    const own = { ...parts, say: progress.step, resolved, chaos, commandMs }
    const written = await mitigatePage(own, during, alert)
    progress.end([])
    console.log(`${written} outputs written`)
    return 0
  } catch (error) {
    progress.end([reasonOf(error)])
    return 1
  }
}
