import type { Config } from '../config.ts'
import { compose } from '../docker/compose.ts'
import type { Layout } from '../layout.ts'
import { showLogs } from '../native-logs.ts'
import { findRunMode } from '../run-mode.ts'

export interface LogsOptions {
  follow?: boolean
  lines: number
}

/** Prints what processes have said. Native logs can be read after the stack has ended, too. */
export async function logs(
  config: Config,
  layout: Layout,
  name: string | undefined,
  { follow = false, lines }: LogsOptions,
): Promise<void> {
  const found = await findRunMode(layout)
  if (found?.mode === 'docker') {
    const options = ['--tail', String(lines), ...(follow ? ['--follow'] : [])]
    return await compose(config, ['logs', ...options, ...(name ? [name] : [])])
  }
  await showLogs(layout, { name, lines, follow, write: line => console.log(line) })
}
