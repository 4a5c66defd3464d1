import { fileURLToPath } from 'node:url'
import { readConfig } from './config.ts'
import { heapFlags, readHeapLimitMb } from './heap-limit.ts'

// A heap limit works from the start of a process only: where one is set, this process becomes
// one that was started with it, under the same id, and comes by here a second time.
const flags = heapFlags(await readHeapLimitMb(readConfig().DATA_DIR))
const { execve, execPath, execArgv } = process
if (execve === undefined || flags.every(flag => execArgv.includes(flag))) {
  await import('./service.ts')
} else {
  execve(execPath, [execPath, ...execArgv, ...flags, fileURLToPath(import.meta.url)])
}
