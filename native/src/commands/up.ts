import type { Config } from '../config.ts'
import { createControlClient } from '../control-client.ts'
import { dockerAnswers } from '../docker/compose.ts'
import { dockerToken, startDocker } from '../docker/up.ts'
import { LauncherError } from '../errors.ts'
import type { Layout } from '../layout.ts'
import { stopNative } from '../native-down.ts'
import { startNative } from '../native-up.ts'
import { runningConfig } from '../run-mode.ts'
import { assertNobodyStarts, whileStartingAlone } from '../start-lock.ts'
import { readToken, summaryOf } from '../summary.ts'

export interface UpOptions {
  native?: boolean
  docker?: boolean
  detach?: boolean
}

/** Starts the stack, with Docker where a daemon answers, and says where everything is. */
export async function up(config: Config, layout: Layout, options: UpOptions): Promise<void> {
  const inDocker = options.docker || (!options.native && (await dockerAnswers()))
  const client = createControlClient(layout.controlSocket)
  const running = await client.stack()
  if (running && inDocker && options.docker) {
    throw new LauncherError('PORT_TAKEN', 'the stack runs natively', './firedrill down')
  }
  assertNobodyStarts(layout)
  if (running) return await showRunning(config, layout)
  if (inDocker) {
    await startDocker(config)
    console.log(summaryOf(config, config.chaosToken ?? (await dockerToken()), true))
    return
  }
  await upNative(config, layout, options.detach ?? false)
}

async function upNative(config: Config, layout: Layout, detach: boolean): Promise<void> {
  const interrupted = onceInterrupted()
  const interruption = new AbortController()
  const started = whileStartingAlone(layout, () => {
    return startNative(config, layout, interruption.signal)
  })
  const supervisor = await Promise.race([started, interrupted])
  if (supervisor === 'interrupted') {
    interruption.abort()
    await stopNative(config, layout, false)
    // The start is still waiting for what is no more.
    process.exit(130)
  }
  await show(config, layout)
  if (detach) return supervisor.detach()
  console.log('Ctrl-C stops the stack; the data is kept.')
  if ((await Promise.race([interrupted, supervisor.ended])) === 'interrupted') {
    return await stopNative(config, layout, false)
  }
  console.log('The stack was stopped.')
}

async function showRunning(config: Config, layout: Layout): Promise<void> {
  const actual = await runningConfig(config, layout)
  if (actual.rulesProfile !== config.rulesProfile) {
    const message = `the stack runs with the ${actual.rulesProfile} rules`
    throw new LauncherError('STEP_FAILED', message, './firedrill down, then up again')
  }
  console.log('The stack runs already; see ./firedrill status.')
  await show(actual, layout)
}

async function show(config: Config, layout: Layout): Promise<void> {
  const stack = await createControlClient(layout.controlSocket).stack()
  const grafana = stack?.processes.some(({ name }) => name === 'grafana') ?? false
  console.log(summaryOf(config, config.chaosToken ?? readToken(layout.chaosToken), grafana))
}

// `on`, not `once`: the terminal's cursor is restored by a library that ends the process on a
// signal when nobody else listens.
function onceInterrupted(): Promise<'interrupted'> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('interrupted'))
    }
  })
}
