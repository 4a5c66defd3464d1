import { join } from 'node:path'
import { styleText } from 'node:util'
import { createCli } from './cli.ts'
import { LauncherError } from './errors.ts'

const root = join(import.meta.dirname, '..', '..')

try {
  await createCli(root).parseAsync()
} catch (error) {
  if (!(error instanceof LauncherError)) throw error
  console.error(`\n${styleText('red', error.message)}`)
  if (error.details) console.error(error.details)
  if (error.advice) console.error(`→ ${error.advice}`)
  process.exit(1)
}
