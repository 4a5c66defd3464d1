import { existsSync } from 'node:fs'
import { Listr, type ListrTask } from 'listr2'
import type { Config } from './config.ts'
import { createControlClient } from './control-client.ts'
import type { Layout } from './layout.ts'
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

/** Starts the stack as ordinary processes, step by step; leaves either all of it or nothing. */
export async function startNative(config: Config, layout: Layout): Promise<StartedSupervisor> {
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
      skip: () => !existsSync(`${config.root}/services/consumer/src/main.ts`), // TEMPORARY
      task: ({ programs }) => waitForFirstPayment(config, programs.psql, startedAt),
    },
  ]
  const { supervisor } = await new Listr(tasks, listrOptions).run()
  return supervisor
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
  task.output = 'leftovers of an earlier run'
  const ended = await endOrphans({ stateDir: config.stateDir, layout })
  task.output = 'ports'
  await assertPortsFree(stack)
  const fresh = existsSync(layout.data('kafka-1')) ? '' : ', first start'
  const cleared = ended.length > 0 ? `, ended ${ended.length} left by an earlier run` : ''
  const figures = `${inGigabytes(room.memoryBytes)} memory, ${inGigabytes(room.diskBytes)} disk`
  task.title = `Looked around: ${figures}${fresh}${cleared}`
}
