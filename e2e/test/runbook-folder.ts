import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { parsePage } from '../src/runbooks/page.ts'
import type { Ran } from '../src/runbooks/run-command.ts'
import type { RunParts } from '../src/runbooks/run-parts.ts'

const fence = '```'
const block = (command: string) => `${fence}sh\n${command}\n${fence}\n`

interface Commands {
  readonly diagnosis: readonly string[]
  readonly mitigation: readonly string[]
}

/** A runbook that asks and does these. */
export function pageOf({ diagnosis, mitigation }: Commands): string {
  return `# X

## Diagnosis

${diagnosis.map(block).join('\n')}
## Mitigation

${mitigation.map(block).join('\n')}
## Drill

\`broker-down\`: \`./firedrill verify broker-down\`. It is raised by \`no-controller\` too.
`
}

/** Pages in a folder of their own, and commands that answer as told; each takes a second. */
export function makeFolder(
  t: TestContext,
  pages: Record<string, string>,
  answer: (text: string) => Ran,
) {
  const folder = mkdtempSync(join(tmpdir(), 'runbooks-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [alert, text] of Object.entries(pages)) {
    writeFileSync(join(folder, `${alert}.md`), text)
  }
  const asked: string[] = []
  const said: string[] = []
  let at = Date.parse('2026-11-24T20:00:00Z')
  const parts: RunParts = {
    ...{ folder, root: '/somewhere/firedrill' },
    run: async text => {
      if (text === './firedrill status') return answer(text)
      asked.push(text)
      at += 1000
      return answer(text)
    },
    now: () => new Date(at),
  }
  const read = (alert: string) => readFileSync(join(folder, `${alert}.md`), 'utf8')
  const outputs = (alert: string) =>
    parsePage('X', read(alert)).commands.map(({ output }) => output?.text)
  return { parts, asked, said, say: (text: string) => void said.push(text), read, outputs }
}

/** How a command ends that worked. */
export function ok(output: string): Ran {
  return { output, exitCode: 0 }
}

/** What a command meets when no stack runs. */
export const noStack: Ran = { output: 'The stack does not run: ./firedrill up\n', exitCode: 1 }
