import { existsSync } from 'node:fs'
import { Listr, type ListrTask } from 'listr2'
import type { Config } from './config.ts'
import { createControlClient } from './control-client.ts'
import { LauncherError } from './errors.ts'
import type { Layout } from './layout.ts'
import { stopNative } from './native-down.ts'
import { endOrphans } from './orphans.ts'
import { assertPortsFree } from './preflight/ports.ts'
import { assertReachableForOthers } from './preflight/postgres-folder.ts'
import { assertRoom, inGigabytes, measureRoom } from './preflight/resources.ts'
import { assertVersions } from './preflight/versions.ts'
import { prepareTasks } from './prepare/tasks.ts'
import { findPrograms, type Programs } from './programs.ts'
import { listrOptions, type Progress } from './progress.ts'
import { buildStack } from './stack.ts'
import { type StartedSupervisor, startSupervisor } from './start-supervisor.ts'
import { accountFor } from './supervisor/launch.ts'
import { waitForFirstPayment } from './wait/first-payment.ts'
import { waitUntilHealthy } from './wait/healthy.ts'

interface Context {
  programs: Programs
  supervisor: StartedSupervisor
}

/**
 * Starts the stack as ordinary processes, step by step; leaves either all of it or nothing.
 * @param interruption aborted when somebody else sees to the end of what has started
 */
export async function startNative(
  config: Config,
  layout: Layout,
  interruption: AbortSignal,
): Promise<StartedSupervisor> {
  const startedAt = new Date()
  const tasks: ListrTask<Context>[] = [
    { title: 'Look around', task: (context, task) => lookAround(context, config, layout, task) },
    {
      title: 'Prepare',
      task: ({ programs }, task) =>
        task.newListr(prepareTasks(config, layout, programs), { concurrent: true }),
    },
    {
      title: 'Start the processes',
      task: async context => {
        context.supervisor = await startSupervisor(config, layout, context.programs)
      },
    },
    {
      title: 'Wait until all are healthy',
      task: (_, task) => waitUntilHealthy(createControlClient(layout.controlSocket), layout, task),
    },
    {
      title: 'Wait for the first payment in the ledger',
      task: ({ programs }) => waitForFirstPayment(config, programs.psql, startedAt),
    },
  ]
  const context = {} as Context
  try {
    await new Listr(tasks, listrOptions).run(context)
  } catch (error) {
    // Half a stack is of no use, and its ports would be in the way of the next try.
    if (context.supervisor && !interruption.aborted) await stopNative(config, layout, false)
    throw error
  }
  return context.supervisor
}

async function lookAround(
  context: Context,
  config: Config,
  layout: Layout,
  task: Progress,
): Promise<void> {
  context.programs = findPrograms(config)
  task.output = 'versions'
  await assertVersions(context.programs)
  const stack = buildStack(config, layout, context.programs)
  if (stack.some(spec => accountFor(spec))) assertReachableForOthers(config.stateDir)
  const room = measureRoom(config.stateDir)
  assertRoom(room)
  if (await createControlClient(layout.controlSocket).stack()) {
    throw new LauncherError('STARTING', 'the stack was started in the meantime')
  }
  task.output = 'leftovers of an earlier run'
  const ended = await endOrphans({ stateDir: config.stateDir, layout })
  task.output = 'ports'
  await assertPortsFree(stack)
  const fresh = existsSync(layout.data('kafka-1')) ? '' : ', first start'
  const cleared = ended.length > 0 ? `, ended ${ended.length} left by an earlier run` : ''
  const figures = `${inGigabytes(room.memoryBytes)} memory, ${inGigabytes(room.diskBytes)} disk`
  task.title = `Looked around: ${figures}${fresh}${cleared}`
}
