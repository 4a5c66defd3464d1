import type { Config } from '../config.ts'
import { compose, stackContainers } from '../docker/compose.ts'
import type { Layout } from '../layout.ts'
import { stopNative } from '../native-down.ts'

/** Stops the stack in whichever mode it runs. Data is kept unless it is to be wiped. */
export async function down(config: Config, layout: Layout, wipe: boolean): Promise<void> {
  const containers = await stackContainers()
  if (containers.length > 0) await compose(config, ['down', ...(wipe ? ['--volumes'] : [])])
  await stopNative(config, layout, wipe)
}
