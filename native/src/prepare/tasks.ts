import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ListrTask } from 'listr2'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import { type Progress, throttled } from '../progress.ts'
import { serviceProcesses } from '../stack/services.ts'
import { accountFor } from '../supervisor/launch.ts'
import { warmCompileCache } from './compile-cache.ts'
import { fetchKafkaJars } from './kafka-jars.ts'
import { formatStorage, writeBrokerProperties } from './kafka-storage.ts'
import { writeMonitoringConfig } from './monitoring-config.ts'
import { createPostgresData, removeStalePostgresLock } from './postgres-data.ts'

/** Everything that has to be on disk before the first process starts; the tasks are independent. */
export function prepareTasks(config: Config, layout: Layout, programs: Programs): ListrTask[] {
  return [
    { title: 'Kafka', task: (_, task) => prepareKafka(config, layout, programs, task) },
    { title: 'PostgreSQL', task: (_, task) => preparePostgres(layout, programs, task) },
    { title: 'Services', task: (_, task) => prepareServices(config, layout, programs, task) },
    {
      title: `Monitoring: ${config.rulesProfile} rules`,
      task: () => {
        writeMonitoringConfig(config, layout)
        for (const name of ['prometheus', 'alertmanager']) {
          mkdirSync(layout.data(name), { recursive: true })
        }
      },
    },
  ]
}

async function prepareKafka(
  config: Config,
  layout: Layout,
  programs: Programs,
  task: Progress,
): Promise<void> {
  const fetched = await fetchKafkaJars({
    mvn: programs.mvn,
    pom: join(config.root, 'kafka', 'pom.xml'),
    libs: layout.kafkaLibs,
    report: throttled(task),
  })
  writeBrokerProperties(config, layout)
  task.output = 'format the storage'
  const formatted = await formatStorage(layout, programs)
  const storage = formatted > 0 ? `storage of ${formatted} brokers formatted` : 'storage kept'
  task.title = `Kafka: jars ${fetched ? 'fetched' : 'kept'}, ${storage}`
}

async function prepareServices(
  config: Config,
  layout: Layout,
  programs: Programs,
  task: Progress,
): Promise<void> {
  const one = ['producer', 'payment-1', 'exporter', 'chaos']
  const specs = serviceProcesses(config, layout, programs).filter(({ name }) => one.includes(name))
  const warmed = await warmCompileCache({ root: config.root, cache: layout.compileCache, specs })
  task.title = `Services: ${warmed ? 'compiled' : 'compiled already'}`
}

async function preparePostgres(layout: Layout, programs: Programs, task: Progress): Promise<void> {
  const folder = layout.data('postgres')
  const account = accountFor({ userWhenRoot: 'postgres' })
  const created = await createPostgresData(folder, programs, account)
  removeStalePostgresLock(folder)
  task.title = `PostgreSQL: ledger ${created ? 'created' : 'kept'}`
}
