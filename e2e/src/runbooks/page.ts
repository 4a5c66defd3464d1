import { createHash } from 'node:crypto'

/** A fenced block of shell text in a runbook, and the output that is shown below it. */
export interface Command {
  /** As it stands on the page, comments included. */
  readonly text: string
  readonly section: string
  /** Lines of the page, from 0: the opening fence, and the one after the closing fence. */
  readonly from: number
  readonly to: number
  readonly output: Output | undefined
}

/** What a command printed while the alert of its page fired. */
export interface Output {
  /** A scenario, or in words what was done by hand. */
  readonly during: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly text: string
  /** Of the command that printed it: the page may have been edited since. */
  readonly print: string
}

export interface Page {
  readonly alert: string
  readonly text: string
  /** Text of each section by its heading, in their order. */
  readonly sections: ReadonlyMap<string, string>
  readonly commands: readonly Command[]
}

const caption = /^During (.+) \((\d{4}-\d{2}-\d{2})\):$/

/** Reads a runbook: its sections and its commands with what they printed. */
export function parsePage(alert: string, text: string): Page {
  const lines = text.split('\n')
  const sections = new Map<string, string>()
  const commands: Command[] = []
  let section = ''
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const fence = readFence(lines, at)
    if (fence?.language === 'sh') {
      const shown = readOutput(lines, fence.to)
      const { to, text: command } = fence
      const own = { text: command, section, from: at, to: shown?.to ?? to }
      commands.push({ ...own, output: shown?.output })
    }
    const end = fence === undefined ? at : fence.to - 1
    if (fence === undefined && line.startsWith('## ')) {
      section = line.slice(3)
      sections.set(section, '')
    } else if (section !== '') {
      const more = lines.slice(at, end + 1).join('\n')
      sections.set(section, `${sections.get(section)}${more}\n`)
    }
    at = end
  }
  return { alert, text, sections, commands }
}

/** The page with an output below each command that is given, in place of the one it had. */
export function withOutputs(page: Page, outputs: ReadonlyMap<Command, Output>): string {
  const lines = page.text.split('\n')
  for (const command of page.commands.toReversed()) {
    const output = outputs.get(command)
    if (output === undefined) continue
    const { during, date, print, text } = output
    const when = isScenario(during) ? `\`${during}\`` : during
    const block = ['```sh', command.text, '```', '', `During ${when} (${date}):`, '']
    block.push(`\`\`\`text ${print}`, text, '```')
    lines.splice(command.from, command.to - command.from, ...block)
  }
  return lines.join('\n')
}

/** What a shell runs of a block: comments, which say how to do it elsewhere, are left out. */
export function runnable({ text }: Pick<Command, 'text'>): string {
  return text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .join('\n')
    .trim()
}

/** Changes with the command and not with its comments. */
export function printOf(command: Pick<Command, 'text'>): string {
  return createHash('sha256').update(runnable(command)).digest('hex').slice(0, 8)
}

/** Whether the command, as it stands on the page, was run while its alert fired. */
export function isProven(command: Command): boolean {
  return command.output !== undefined && command.output.print === printOf(command)
}

/** Whether what happened during an output is a drill, and not told in words. */
export function isScenario(words: string): boolean {
  return /^[a-z0-9-]+$/.test(words)
}

function readFence(lines: readonly string[], at: number) {
  const [, language, info = ''] = /^```(\w+)(?: (\w+))?$/.exec(lines[at] ?? '') ?? []
  const end = lines.indexOf('```', at + 1)
  if (language === undefined || end < 0) return undefined
  return { language, info, to: end + 1, text: lines.slice(at + 1, end).join('\n') }
}

function readOutput(lines: readonly string[], at: number) {
  const [, during, date] = caption.exec(lines[at + 1] ?? '') ?? []
  const fence = readFence(lines, at + 3)
  if (during === undefined || date === undefined || fence?.language !== 'text') return undefined
  const { text, info: print, to } = fence
  return { to, output: { during: during.replaceAll('`', ''), date, text, print } }
}
