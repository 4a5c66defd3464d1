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
  const elsewhere = lines.length > 1 && lines.at(-1)?.startsWith('# ') ? lines.pop() : undefined
  const command = lines.pop() ?? ''
  if (!lines.every(line => takesValueFor(command, line))) {
    return [`more than one command in a block: ${lines[0]}`]
  }
  const [, tool, args] = /^\.\/firedrill kafka ([a-z-]+)([^|]*)/.exec(plainOf(command)) ?? []
  if (tool === undefined || args === undefined) return []
  const pipe = command.includes(' | ') ? ' | …' : ''
  const right = `# elsewhere: kafka-${tool}.sh --bootstrap-server BROKER:9092${args.trimEnd()}${pipe}`
  return elsewhere === right ? [] : [`below ${command} there should be: ${right}`]
}
