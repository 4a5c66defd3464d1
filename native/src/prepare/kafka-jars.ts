import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

interface Options {
  mvn: string
  /** kafka/pom.xml */
  pom: string
  /** Where the jars belong. */
  libs: string
  report: (line: string) => void
}

/** Fetches Kafka's jars unless those of this very pom are there. Returns whether it had to. */
export async function fetchKafkaJars({ mvn, pom, libs, report }: Options): Promise<boolean> {
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex')
  const stamp = join(libs, 'pom.sha256')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false
  const incoming = `${libs}.incoming`
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true })
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime']
  await runProgram(mvn, ['-B', '-f', pom, ...goal, `-DoutputDirectory=${incoming}`], { report })
  writeFileSync(join(incoming, 'pom.sha256'), hash)
  rmSync(libs, { recursive: true, force: true })
  renameSync(incoming, libs)
  return true
}
