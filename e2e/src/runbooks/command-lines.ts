const wait = /^until (.+); do sleep \d+; done$/

/**
 * The commands of a block as plain shell, one for each line: what `name=$(…)` takes a value from,
 * what `until …; do sleep N; done` repeats, and all others as they stand, with the names of
 * values in place of them.
 */
export function commandLines(block: string): string[] {
  const lines = block.split('\n')
  const names = lines.map(nameOfValue).filter(name => name !== undefined)
  return lines.map(line =>
    names.reduce((plain, name) => plain.replaceAll(use(name), name), plainOf(line)),
  )
}

/** Whether a line does nothing but take a value that the command uses. */
export function takesValueFor(command: string, line: string): boolean {
  const name = nameOfValue(line)
  return name !== undefined && command.includes(use(name))
}

/** The command in `until …; do sleep N; done` or in `name=$(…)`; a line that is neither, itself. */
export function plainOf(line: string): string {
  const [, repeated] = wait.exec(line) ?? []
  const [, asked] = /^\w+=\$\((.+)\)$/.exec(line) ?? []
  return repeated ?? asked ?? line
}

/** Whether a block repeats its command until that succeeds. */
export function isWait(block: string): boolean {
  return block.split('\n').some(line => wait.test(line))
}

function nameOfValue(line: string): string | undefined {
  return /^(\w+)=\$\(.+\)$/.exec(line)?.[1]
}

function use(name: string): string {
  return `"$${name}"`
}
