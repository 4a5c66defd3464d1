import { join } from 'node:path'
import { loadConfig } from '../config.ts'
import { layoutOf } from '../layout.ts'
import { findPrograms } from '../programs.ts'
import { buildStack } from '../stack.ts'
import { runSupervisor } from './run.ts'

// The supervisor's own process: `up` starts it, after everything has been prepared.
const config = loadConfig(join(import.meta.dirname, '..', '..', '..'))
const layout = layoutOf(config)
await runSupervisor(config, layout, buildStack(config, layout, findPrograms(config)))
