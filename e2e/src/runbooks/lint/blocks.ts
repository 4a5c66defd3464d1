import type { Check } from './model.ts'

/** Fenced blocks are commands, one in each, or captured outputs right below one. */
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
  const [command = '', elsewhere, ...more] = block.split('\n')
  if (more.length > 0 || (elsewhere !== undefined && !elsewhere.startsWith('# '))) {
    return [`more than one command in a block: ${command}`]
  }
  const [, tool, args] = /^\.\/firedrill kafka ([a-z-]+)([^|]*)/.exec(command) ?? []
  if (tool === undefined || args === undefined) return []
  const pipe = command.includes(' | ') ? ' | …' : ''
  const right = `# elsewhere: kafka-${tool}.sh --bootstrap-server BROKER:9092${args.trimEnd()}${pipe}`
  return elsewhere === right ? [] : [`below ${command} there should be: ${right}`]
}
