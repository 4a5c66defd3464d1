import type { Config } from '../config.ts'
import { compose, stackContainers } from '../docker/compose.ts'
import type { Layout } from '../layout.ts'
import { stopNative } from '../native-down.ts'

export interface DownOptions {
  /** Delete the data as well. */
  wipe?: boolean
  native?: boolean
  docker?: boolean
}

/** Stops the stack in whichever mode it runs, or in the one that is named. */
export async function down(config: Config, layout: Layout, options: DownOptions): Promise<void> {
  const { wipe = false, native = false, docker = false } = options
  if (!native && (await stackContainers()).length > 0) {
    await compose(config, ['down', ...(wipe ? ['--volumes'] : [])])
  }
  if (!docker) await stopNative(config, layout, wipe)
}
