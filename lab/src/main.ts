import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { createLogger } from '@firedrill/service-kit/logger'
import { parseOptions } from './cli.ts'
import { readConfig } from './config.ts'
import { describeFailure } from './describe-failure.ts'
import { experiments } from './experiments/index.ts'
import { openLab } from './open-lab.ts'
import { createParts } from './parts.ts'
import { replaceTables } from './report/document.ts'
import { makeReport, type Report } from './report/report.ts'
import { renderResult } from './report/text.ts'
import { runExperiments } from './run-experiments.ts'
import { fullSizes, quickSizes } from './sizes.ts'

const [busyBefore = 0] = loadavg()
const ids = experiments.map(({ id }) => id)
const options = parseOptions(process.argv.slice(2), ids)
const say = (text: string) => (options.json ? console.error(text) : console.log(text))
const progress = (text: string) => say(`… ${text}`)
// Whatever the clients say of their retries is no news here.
const logger = createLogger({ name: 'lab', level: 'fatal', pretty: false })
const parts = createParts(error => console.error(`✖ ${describeFailure(error)}`))
const lifecycle = createLifecycle(logger, { deadlineMs: 45_000 })
lifecycle.onStop({ name: 'lab', stop: parts.stopAll })

// Set at the very end: the lifecycle ends the process with 0, whatever came before.
let exitCode = 1
process.once('exit', () => {
  process.exitCode = exitCode
})

try {
  const config = readConfig()
  const report = await runLab(config)
  if (options.json) console.log(JSON.stringify(report, undefined, 2))
  if (options.write) writeFigures(join(config.root, 'docs', 'kafka-or-rabbitmq.md'), report)
  say(report.passed ? '✔ both did the same work' : '✖ not everything is as it must be')
  exitCode = report.passed ? 0 : 1
  if (options.hold) await untilAsked()
} catch (error) {
  if (!lifecycle.signal.aborted) console.error(`\n✖ ${describeFailure(error)}`)
} finally {
  await parts.stopAll()
}

async function runLab(config: ReturnType<typeof readConfig>): Promise<Report> {
  const opened = await openLab({ config, parts, logger, ids, progress })
  const sizes = options.quick ? quickSizes : fullSizes
  const { seed } = options
  const chosen = experiments.filter(({ id }) => options.experiments.includes(id))
  const results = await runExperiments(
    { ...opened, sizes, seed, progress },
    chosen.length === 0 ? experiments : chosen,
    result => say(renderResult(result)),
  )
  return makeReport(opened.systems, { sizes, seed, busyBefore }, results)
}

function writeFigures(file: string, report: Report): void {
  writeFileSync(file, replaceTables(readFileSync(file, 'utf8'), report))
}

async function untilAsked(): Promise<void> {
  progress('everything stays up, to look around: Ctrl-C ends it')
  await new Promise(resolve => lifecycle.signal.addEventListener('abort', resolve))
}
