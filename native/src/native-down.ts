import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Listr } from 'listr2'
import type { Config } from './config.ts'
import { createControlClient } from './control-client.ts'
import type { Layout } from './layout.ts'
import { findMarked } from './mark.ts'
import { endOrphans } from './orphans.ts'
import { poll } from './polling.ts'
import { listrOptions, type Progress, throttled } from './progress.ts'
import { assertNobodyStarts } from './start-lock.ts'

const patienceSeconds = 90

/** Stops the native stack in order, or what an unclean end has left of it. */
export async function stopNative(config: Config, layout: Layout, wipe: boolean): Promise<void> {
  // Its processes and files would go from under it.
  assertNobodyStarts(layout)
  const { stateDir } = config
  const tasks = new Listr(
    [
      { title: 'Stop the processes', task: (_, task) => stopAll(stateDir, layout, task) },
      {
        title: 'Wipe the data',
        enabled: wipe,
        task: () => {
          for (const folder of ['data', 'logs', 'run']) {
            rmSync(join(stateDir, folder), { recursive: true, force: true })
          }
        },
      },
    ],
    listrOptions,
  )
  await tasks.run()
}

async function stopAll(stateDir: string, layout: Layout, task: Progress): Promise<void> {
  const client = createControlClient(layout.controlSocket)
  const say = throttled(task)
  if (await client.stack()) {
    await client.shutdown()
    const gone = await poll(
      async () => {
        const living = findMarked(stateDir)
        say(`still there: ${living.map(({ name }) => name).join(', ')}`)
        return living.length === 0
      },
      { seconds: patienceSeconds, everyMs: 200 },
    )
    task.title = 'Stopped the processes'
    if (gone) return
  }
  const ended = await endOrphans({ stateDir, layout })
  task.title = ended.length > 0 ? `Ended ${ended.join(', ')}` : 'No process of the stack is there'
}
