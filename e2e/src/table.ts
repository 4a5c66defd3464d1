/** Rows as an aligned table with a ruled heading; numbers to the right when the column says so. */
export function formatTable(
  heads: string[],
  rows: string[][],
  rightAligned: number[] = [],
): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map(row => row[column]?.length ?? 0)),
  )
  const right = new Set(rightAligned)
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return right.has(column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map(width => '─'.repeat(width)).join('  ')
  return [line(heads), rule, ...rows.map(line)].join('\n')
}

/** The same as Markdown. */
export function markdownTable(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('')
}
