/**
 * The commands of a block as plain shell, one for each line: what `name=$(…)` takes a value from,
 * what `while …; do sleep N; done` waits for, and all others as they stand, with the names of
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

/** The command in `while …; do sleep N; done` or in `name=$(…)`; a line that is neither, itself. */
export function plainOf(line: string): string {
  const [, waitedFor] = /^while (.+); do sleep \d+; done$/.exec(line) ?? []
  const [, asked] = /^\w+=\$\((.+)\)$/.exec(line) ?? []
  return waitedFor ?? asked ?? line
}

function nameOfValue(line: string): string | undefined {
  return /^(\w+)=\$\(.+\)$/.exec(line)?.[1]
}

function use(name: string): string {
  return `"$${name}"`
}
