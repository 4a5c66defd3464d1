import { setTimeout as wait } from 'node:timers/promises'
import { loadConfig } from './config.ts'
import { inCores, judgeFootprint, megabytes, type ProcessUsage } from './footprint/budget.ts'
import { ownUsageOf, parentOf, readProcessTree, type Usage, usageOf } from './footprint/proc.ts'
import { readOrderRate } from './stack/order-rate.ts'
import { readStatus } from './stack/status.ts'
import { formatTable } from './table.ts'

const measuredSeconds = 30

const { root, producerUrl, servicePorts } = loadConfig()
const rate = await readOrderRate(producerUrl)
console.log(`Measuring ${measuredSeconds} s at ${rate} orders/s …`)

const pids = await processIds()
const before = measure(pids)
const startedAt = process.hrtime.bigint()
await wait(measuredSeconds * 1000)
const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
const usages = compare(before, measure(pids), seconds)
const verdicts = judgeFootprint(usages, new Set(Object.keys(servicePorts)))

console.log(
  formatTable(
    ['process', 'memory', 'processor'],
    usages.map(({ process, bytes, cores }) => [process, megabytes(bytes), inCores(cores)]),
    [1, 2],
  ),
)
console.log()
for (const { what, used, budget, ok } of verdicts) {
  console.log(`${ok ? '✓' : '✗'} ${what}: ${used}, budget ${budget}`)
}
const failed = verdicts.filter(({ ok }) => !ok).length
console.log(`footprint: ${verdicts.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Every process of the stack, and the supervisor that is their parent. */
async function processIds(): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const { process: name, pid } of await readStatus(root)) {
    if (pid !== undefined && pid !== null) found.set(name, pid)
  }
  const parents = new Set([...found.values()].map(pid => parentOf(pid) ?? 1))
  const [supervisor, ...others] = parents
  // In Docker mode the parent is the container runtime, which is not ours to count.
  if (supervisor !== undefined && others.length === 0 && supervisor !== 1) {
    found.set('supervisor', supervisor)
  }
  return found
}

function measure(ids: Map<string, number>): Map<string, Usage> {
  const tree = readProcessTree()
  const usage = (name: string, pid: number) =>
    name === 'supervisor' ? ownUsageOf(pid) : usageOf(pid, tree)
  return new Map([...ids].map(([name, pid]) => [name, usage(name, pid)]))
}

function compare(
  first: Map<string, Usage>,
  second: Map<string, Usage>,
  elapsed: number,
): ProcessUsage[] {
  return [...second].map(([name, { bytes, cpuSeconds }]) => ({
    process: name,
    bytes,
    cores: Math.max(0, cpuSeconds - (first.get(name)?.cpuSeconds ?? 0)) / elapsed,
  }))
}
