import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createHttpApp } from '@firedrill/service-kit/http'
import { createLedgerPool } from '@firedrill/service-kit/ledger/pool'
import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { createReadiness } from '@firedrill/service-kit/readiness'
import { parseOptions } from './cli.ts'
import { type LabConfig, missingServers, readConfig } from './config.ts'
import { describeFailure } from './describe-failure.ts'
import { experiments } from './experiments/index.ts'
import { openLedger } from './ledger/ledger.ts'
import { createLabMetrics } from './metrics.ts'
import { createParts } from './parts.ts'
import { replaceTables } from './report/document.ts'
import { makeReport } from './report/report.ts'
import { renderResult } from './report/text.ts'
import { runExperiments } from './run-experiments.ts'
import { announceTargets } from './scrape-targets.ts'
import { addressesOf } from './servers/addresses.ts'
import { fullSizes, quickSizes } from './sizes.ts'
import { connectSystems } from './systems/connect.ts'

const ids = experiments.map(({ id }) => id)
const options = parseOptions(process.argv.slice(2), ids)
const say = (text: string) => (options.json ? console.error(text) : console.log(text))
// Whatever the clients say of their retries is no news here.
const [busyBefore = 0] = loadavg()
const logger = createLogger({ name: 'lab', level: 'fatal', pretty: false })
const parts = createParts(error => console.error(`✖ ${describeFailure(error)}`))
const lifecycle = createLifecycle(logger, { deadlineMs: 45_000 })
lifecycle.onStop({ name: 'lab', stop: parts.stopAll })

try {
  process.exitCode = (await runLab()) ? 0 : 1
} catch (error) {
  if (!lifecycle.signal.aborted) console.error(`\n✖ ${describeFailure(error)}`)
  process.exitCode = 1
} finally {
  await parts.stopAll()
}

async function runLab(): Promise<boolean> {
  const config = readConfig()
  await startMissingServers(config)
  const metrics = createLabMetrics(ids)
  const http = createHttpApp({ logger, registry: metrics.registry, readiness: createReadiness([]) })
  parts.add(() => http.close())
  await http.listen({ host: config.env.HTTP_HOST, port: config.env.LAB_PORT })
  const addresses = addressesOf(config)
  const pool = createLedgerPool(addresses.ledgerUrl, logger)
  parts.add(() => pool.end())
  const ledger = await openLedger(pool)
  parts.add(ledger.close)
  const systems = await connectSystems(config, { logger, run: randomBytes(3).toString('hex') })
  for (const system of systems) parts.add(system.close)
  parts.add(announceTargets(config))
  const sizes = options.quick ? quickSizes : fullSizes
  const { seed } = options
  const progress = (text: string) => say(`… ${text}`)
  const chosen = experiments.filter(({ id }) => options.experiments.includes(id))
  const results = await runExperiments(
    { systems, ledger, metrics, sizes, seed, progress },
    chosen.length === 0 ? experiments : chosen,
    result => say(renderResult(result)),
  )
  const report = makeReport(systems, { sizes, seed, busyBefore }, results)
  if (options.json) console.log(JSON.stringify(report, undefined, 2))
  if (options.write) {
    const file = join(config.root, 'docs', 'kafka-or-rabbitmq.md')
    writeFileSync(file, replaceTables(readFileSync(file, 'utf8'), report))
  }
  say(report.passed ? '✔ both did the same work' : '✖ not everything is as it must be')
  if (options.hold)
    await new Promise(resolve => lifecycle.signal.addEventListener('abort', resolve))
  return report.passed
}

/** What starts servers is not needed, and not there, in a container, where all of them are named. */
async function startMissingServers(config: LabConfig): Promise<void> {
  const missing = missingServers(config)
  if (missing.length === 0) return
  say(`… starting ${missing.join(', ')}`)
  const { startServers } = await import('./servers/start.ts')
  const servers = await startServers(config)
  parts.add(servers.stop)
}
