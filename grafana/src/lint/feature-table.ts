/** Where a row of the table applies: the dashboard, every panel, or one type of panel. */
export interface Feature {
  readonly where: string
  readonly path: string
  /** Values as JSON; undefined: any. */
  readonly values: readonly string[] | undefined
}

/** Reads the rows of the table "JSON features" of grafana/README.md. */
export function readFeatureTable(markdown: string): Feature[] {
  const section = markdown.split('## JSON features')[1] ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .flatMap(line => {
      const [, where = '', paths = '', values = ''] = line.split('|').map(cell => cell.trim())
      const allowed = values === 'any' ? undefined : quoted(values)
      return quoted(paths).map(path => ({ where, path, values: allowed }))
    })
}

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
}
