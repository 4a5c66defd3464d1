import { plainOf, takesValueFor } from '../command-lines.ts'
import type { Check } from './model.ts'

/**
 * Fenced blocks are commands, one in each with the values that it takes, or captured outputs right
 * below one.
 */
export const blocks: Check = {
  name: 'blocks',
  look: ({ text, commands }) => {
    const fences = [...text.matchAll(/^```(\w.*)$/gm)].map(([, info = '']) => info)
    const outputs = commands.filter(({ output }) => output !== undefined).length
    const other = fences.filter(info => info !== 'sh' && !/^text [0-9a-f]{8}$/.test(info))
    const loose = fences.length - other.length - commands.length - outputs
    return [
      ...other.map(info => `a block of ${info}: commands are sh, outputs are captured`),
      ...(loose > 0 ? ['an output that stands below no command, or without its caption'] : []),
      ...commands.flatMap(({ text: own }) => problemsOf(own)),
    ]
  },
}

function problemsOf(block: string): string[] {
  const lines = block.split('\n')
  const remarks = lines.splice(lines.findLastIndex(line => !line.startsWith('# ')) + 1)
  const command = lines.pop() ?? ''
  if (!lines.every(line => takesValueFor(command, line))) {
    return [`more than one command in a block: ${lines[0]}`]
  }
  const right = [...lines.map(elsewhereForValue), elsewhereForCommand(command)]
    .filter(line => line !== undefined)
    .map(line => `# elsewhere: ${line}`)
  // Of other programs a remark may say what it likes.
  if (right.length === 0 || remarks.join('\n') === right.join('\n')) return []
  return [`below ${command} there should be: ${right.join('\n')}`]
}

/** A tool is called with its filters left out: whoever reads the page sees them above. */
function elsewhereForCommand(command: string): string | undefined {
  const [, tool, args] = /^\.\/firedrill kafka ([a-z-]+)([^|]*)/.exec(plainOf(command)) ?? []
  if (tool === undefined || args === undefined) return undefined
  const pipe = command.includes(' | ') ? ' | …' : ''
  return `${scriptOf(tool)}${args.trimEnd()}${pipe}`
}

/** A value is taken as a whole: without its filters it would be none. */
function elsewhereForValue(line: string): string | undefined {
  const own = line.replace(
    /=\$\(\.\/firedrill kafka ([a-z-]+)/,
    (_, tool) => `=$(${scriptOf(tool)}`,
  )
  return own === line ? undefined : own
}

function scriptOf(tool: string): string {
  return `kafka-${tool}.sh --bootstrap-server BROKER:9092`
}
