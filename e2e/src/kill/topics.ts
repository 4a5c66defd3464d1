import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const timeoutMs = 60_000

/** Every topic, as Kafka's own tool lists them: what the chaos service says is not asked. */
export async function readTopics(root: string): Promise<ReadonlySet<string>> {
  const args = ['kafka', 'topics', '--list']
  const options = { cwd: root, timeout: timeoutMs }
  const { stdout } = await promisify(execFile)(join(root, 'firedrill'), args, options)
  return parseTopics(stdout)
}

/** @param output a name in each line */
export function parseTopics(output: string): ReadonlySet<string> {
  const names = output.split('\n').map(line => line.trim())
  return new Set(names.filter(name => name !== '' && !isInternal(name)))
}

export function changedTopics(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [
    ...missing(after, before).map(name => `left behind: the topic ${name}`),
    ...missing(before, after).map(name => `the topic ${name} is gone`),
  ]
}

function missing(wanted: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [...wanted].filter(name => !there.has(name))
}

/** Kafka makes these by itself, at their first use. */
function isInternal(name: string): boolean {
  return name.startsWith('__')
}
