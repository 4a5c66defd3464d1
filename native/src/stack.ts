import type { Config } from './config.ts'
import type { Layout } from './layout.ts'
import type { Programs } from './programs.ts'
import { kafkaProcesses } from './stack/kafka.ts'
import { monitoringProcesses } from './stack/monitoring.ts'
import { postgresProcess } from './stack/postgres.ts'
import type { ProcessSpec } from './stack/process-spec.ts'
import { serviceProcesses } from './stack/services.ts'

/** The whole stack of native mode as data, in the order in which `status` lists it. */
export function buildStack(config: Config, layout: Layout, programs: Programs): ProcessSpec[] {
  return [
    ...kafkaProcesses(config, layout, programs),
    postgresProcess(config, layout, programs),
    ...serviceProcesses(config, layout, programs),
    ...monitoringProcesses(config, layout, programs),
  ]
}
