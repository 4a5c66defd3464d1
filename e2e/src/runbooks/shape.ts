import { stripVTControlCharacters } from 'node:util'

const maxLines = 12
const maxColumns = 120

/**
 * An output as a page shows it: 12 lines of at most 120 columns. Of a table the beginning is kept,
 * of a log the end; what was cut is said.
 */
export function shapeOutput(output: string, { isLog }: { isLog: boolean }): string {
  const lines = stripVTControlCharacters(output)
    .replaceAll('\r', '')
    .replaceAll('```', "'''")
    .replaceAll(/^(?:[ \t]*\n)+|\s+$/g, '')
    .split('\n')
    .flatMap(line => wrapJson(shortenLogLine(line.trimEnd())))
  const folded = foldWarnings(lines)
  if (lines.every(line => line === '')) return '(no output)'
  return pick(folded, isLog).map(cut).join('\n')
}

/** A client without its broker warns many times a second, and would hide the answer. */
function foldWarnings(lines: readonly string[]): readonly string[] {
  const kinds = Map.groupBy(lines.filter(isWarning), kindOf)
  return lines.flatMap(line => {
    if (!isWarning(line)) return [line]
    const kind = kindOf(line)
    const count = kinds.get(kind)?.length ?? 0
    kinds.delete(kind)
    if (count === 0) return []
    return count === 1 ? [line] : [line, `… ${count - 1} more such warnings`]
  })
}

function isWarning(line: string): boolean {
  return /^(\[[^\]]*\] )?WARN /.test(line)
}

function kindOf(warning: string): string {
  return warning.replaceAll(/\d+/g, '#')
}

function pick(lines: readonly string[], isLog: boolean): readonly string[] {
  if (lines.length <= maxLines) return lines
  const more = lines.length - maxLines + 1
  return isLog
    ? [`… ${more} lines before`, ...lines.slice(more)]
    : [...lines.slice(0, maxLines - 1), `… ${more} more lines`]
}

function cut(line: string): string {
  return line.length <= maxColumns ? line : `${line.slice(0, maxColumns - 1)}…`
}

// What a reader of a log looks at first; the rest would push it out of sight.
const told = ['level', 'error', 'err', 'topic', 'partition', 'offset', 'msg']

/** A line of a JSON log with the telling fields only; `…` stands for others. */
function shortenLogLine(line: string): string {
  const [, before = '', json = ''] = /^(.*?)(\{"level":.*\})$/.exec(line) ?? []
  const fields = parseJson(json)
  if (typeof fields !== 'object' || fields === null) return line
  const parts = Object.entries(fields).map(([key, value]) =>
    told.includes(key) ? `${JSON.stringify(key)}:${JSON.stringify(value)}` : '…',
  )
  const shown = parts.filter((part, index) => part !== '…' || parts[index - 1] !== '…')
  return `${before}{${shown.join(',')}}`
}

/** JSON on one long line, broken after its commas. */
function wrapJson(line: string): string[] {
  if (line.length <= maxColumns || parseJson(line) === undefined) return [line]
  const lines = ['']
  for (const part of line.split(/(?<=,)(?=["{[])/)) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + part.length > maxColumns) lines.push(`  ${part}`)
    else lines[lines.length - 1] = last + part
  }
  return lines
}

function parseJson(text: string): unknown {
  try {
    return /^[[{]/.test(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
