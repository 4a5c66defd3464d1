import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { loadConfig } from './config.ts'
import { loadHeads, loadPage, loadRow } from './load/page.ts'
import { keepsUp, type LoadStep, readStep } from './load/step.ts'
import { readMachine } from './machine.ts'
import { positiveInteger } from './option-values.ts'
import { eventually } from './polling.ts'
import { readOrderRate, setOrderRate } from './stack/order-rate.ts'
import { createPrometheusClient } from './stack/prometheus-client.ts'
import { formatTable } from './table.ts'
import { readCommit } from './verify/commit.ts'

/** Connections, batches and the JIT find their new pace; nothing says when. */
const settleSeconds = 20
const drainSeconds = 600

const { rates, seconds, write } = new Command('load')
  .description('Raises the order rate step by step, until the running stack falls behind')
  .option(
    '--rates <list>',
    'orders a second',
    numbers,
    [100, 250, 500, 1000, 1500, 2000, 3000, 4000],
  )
  .option('--seconds <n>', 'how long each is measured', positiveInteger, 60)
  .option('--write', 'make docs/load.md from it', false)
  .parse()
  .opts<{ rates: number[]; seconds: number; write: boolean }>()

const { root, producerUrl, prometheusUrl } = loadConfig()
const prometheus = createPrometheusClient(prometheusUrl)
const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())

const rateBefore = await readOrderRate(producerUrl)
const steps: LoadStep[] = []
try {
  for (const rate of rates) {
    const step = await measure(rate)
    steps.push(step)
    if (!keepsUp(step)) break
  }
} finally {
  await setOrderRate(producerUrl, rateBefore)
  console.error(`Back at ${rateBefore} orders/s; waiting until the rest is paid …`)
  await eventually('the backlog is paid', drainSeconds, isDrained, 2000)
}
console.log(formatTable(loadHeads, steps.map(loadRow), [0, 1, 2, 3, 4, 5, 6, 7, 8]))
if (write) await writeFile(join(root, 'docs', 'load.md'), loadPage(steps, await circumstances()))

async function measure(rate: number): Promise<LoadStep> {
  console.error(`${rate} orders/s: ${settleSeconds} s to settle, ${seconds} s to measure …`)
  await setOrderRate(producerUrl, rate)
  await wait((settleSeconds + seconds) * 1000, undefined, { signal: interrupted.signal })
  return readStep(prometheus, rate, seconds)
}

async function isDrained(): Promise<boolean> {
  const lag = 'max(kafka_consumer_group_lag_seconds{group="payment-service"}) < 5'
  return (await prometheus.value(lag)) !== undefined
}

async function circumstances() {
  const date = new Date().toISOString().slice(0, 10)
  return { ...readMachine(), date, commit: await readCommit(root), stepSeconds: seconds }
}

function numbers(text: string): number[] {
  const all = text.split(',').map(Number)
  if (all.every(number => number > 0 && number <= 20_000)) return all
  throw new InvalidArgumentError('must be numbers from 1 to 20000 with commas between them')
}
