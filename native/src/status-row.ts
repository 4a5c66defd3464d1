import { styleText } from 'node:util'

/** What `status` knows of a process, in either run mode. */
export interface StatusRow {
  process: string
  state: string
  pid: number | undefined
  restarts: number
  rssBytes: number | undefined
  port: number | undefined
  healthy: boolean
  /** Why it is not healthy. */
  problem: string | undefined
}

const titles = ['PROCESS', 'STATE', 'PID', 'RESTARTS', 'RSS MB', 'PORT', 'HEALTH']

/** The rows as an aligned table with a sum of the memory. */
export function formatStatus(rows: StatusRow[]): string {
  const cells = rows.map(row => [
    row.process,
    row.state,
    String(row.pid ?? '-'),
    String(row.restarts),
    megabytes(row.rssBytes),
    String(row.port ?? '-'),
    row.healthy ? 'healthy' : (row.problem ?? 'unknown'),
  ])
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map(line => line[column]?.length ?? 0)),
  )
  const line = (texts: string[]) =>
    texts
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const body = cells.map((texts, index) =>
    styleText(rows[index]?.healthy ? 'reset' : 'red', line(texts)),
  )
  const sum = rows.reduce((total, row) => total + (row.rssBytes ?? 0), 0)
  return [styleText('bold', line(titles)), ...body, `Memory: ${megabytes(sum)} MB`].join('\n')
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '-' : (bytes / 1024 ** 2).toFixed(0)
}
