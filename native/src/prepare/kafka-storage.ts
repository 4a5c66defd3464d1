import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Layout } from '../layout.ts'
import type { Programs } from '../programs.ts'
import {
  type BrokerId,
  brokerIds,
  brokerProperties,
  brokerPropertiesFile,
  clusterId,
} from '../stack/kafka.ts'
import { runProgram } from './run-program.ts'

/** Writes the file each broker starts with: the shared one and what is its own. */
export function writeBrokerProperties(config: Config, layout: Layout): void {
  const shared = readFileSync(join(config.root, 'kafka', 'server.properties'), 'utf8')
  mkdirSync(layout.run, { recursive: true })
  for (const id of brokerIds) {
    const own = Object.entries(brokerProperties(config, layout, id))
    const lines = own.map(([key, value]) => `${key}=${value}`)
    const text = `${shared}\n# This broker, in native mode.\n${lines.join('\n')}\n`
    writeFileSync(brokerPropertiesFile(layout, id), text)
  }
}

/** Formats the storage of those brokers that have none. Returns how many that were. */
export async function formatStorage(layout: Layout, programs: Programs): Promise<number> {
  const blank = brokerIds.filter(id => !isFormatted(layout, id))
  await Promise.all(blank.map(id => format(layout, programs, id)))
  return blank.length
}

function isFormatted(layout: Layout, id: BrokerId): boolean {
  return existsSync(join(layout.data(`kafka-${id}`), 'meta.properties'))
}

async function format(layout: Layout, programs: Programs, id: BrokerId): Promise<void> {
  mkdirSync(layout.data(`kafka-${id}`), { recursive: true })
  const jvm = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
  const what = ['format', '-t', clusterId, '-c', brokerPropertiesFile(layout, id)]
  const classPath = ['-cp', join(layout.kafkaLibs, '*')]
  await runProgram(programs.java, [...jvm, ...classPath, 'kafka.tools.StorageTool', ...what])
}
