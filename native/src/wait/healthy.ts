import type { ControlClient } from '../control-client.ts'
import { LauncherError } from '../errors.ts'
import { findProblem } from '../health.ts'
import type { Layout } from '../layout.ts'
import { tail } from '../log-tail.ts'
import { poll } from '../polling.ts'
import { type Progress, throttled } from '../progress.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'

const patienceSeconds = 180
// Beyond this a process does not recover by itself: it is misconfigured.
const hopelessRestarts = 6

const maxLogLine = 300
const maxReports = 3

type Watched = Pick<ProcessSpec, 'name' | 'health'>

/**
 * Waits until every process of the stack is healthy.
 * @throws LauncherError NOT_HEALTHY naming those that are not, with the end of their logs.
 */
export async function waitUntilHealthy(
  client: ControlClient,
  layout: Layout,
  progress: Progress,
): Promise<void> {
  const say = throttled(progress)
  let open: { name: string; problem: string }[] = []
  const stack = (await client.stack())?.processes ?? []
  await poll(
    async () => {
      open = await findUnhealthy(stack)
      say(summary(stack, open))
      return open.length === 0 || (await isHopeless(client))
    },
    { seconds: patienceSeconds, everyMs: 300 },
  )
  if (open.length === 0) {
    progress.title = `All ${stack.length} processes are healthy`
    return
  }
  // The stack begins with what the others depend on: the first ones are the likely cause.
  const reports = open
    .slice(0, maxReports)
    .map(({ name, problem }) => report(layout, name, problem))
  const message = `not healthy: ${open.map(({ name }) => name).join(', ')}`
  throw new LauncherError('NOT_HEALTHY', message, `see ${layout.logs}`, reports.join('\n'))
}

/** What is wrong with which process, asked of all at once. */
export async function findUnhealthy(
  stack: Watched[],
): Promise<{ name: string; problem: string }[]> {
  const found = await Promise.all(
    stack.map(async ({ name, health }) => ({ name, problem: await findProblem(health) })),
  )
  return found.flatMap(({ name, problem }) => (problem ? [{ name, problem }] : []))
}

function summary(stack: Watched[], open: { name: string; problem: string }[]): string {
  const waiting = open.map(({ name, problem }) => `${name} (${problem})`).join(', ')
  return `${stack.length - open.length} of ${stack.length}; waiting for ${waiting}`.slice(0, 160)
}

async function isHopeless(client: ControlClient): Promise<boolean> {
  const processes = await client.processes()
  return processes.some(({ state, restarts }) => state === 'failed' || restarts >= hopelessRestarts)
}

function report(layout: Layout, name: string, problem: string): string {
  const lines = tail(layout.logFile(name), 3).split('\n')
  const shortened = lines.map(line => `    ${line.slice(0, maxLogLine)}`)
  return [`${name}: ${problem}`, ...shortened].join('\n')
}
