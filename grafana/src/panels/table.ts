import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import { prometheus, target } from '../queries.ts'
import { type DataPanel, type PanelSource, query, runbookLinks, thresholds } from './common.ts'
import { valueMapping, type Words } from './words.ts'

/** A column of numbers: one query, and how its values are written if not like the others. */
export interface Column {
  readonly title: string
  readonly expr: string
  readonly unit?: string
  readonly words?: Words
}

interface TablePanel extends Omit<DataPanel, 'targets'> {
  /** Labels that make a row, in the order of their columns, with the heading of each. */
  readonly rows: Readonly<Record<string, string>>
  readonly columns: readonly Column[]
  /** Heading of the column to sort by; descending unless told otherwise. */
  readonly sortBy: string
  readonly ascending?: boolean
}

/** A row for each combination of labels, a column for each query; the queries are aggregated. */
export function table(panel: TablePanel): PanelSource {
  return links => {
    const builder = new PanelBuilder()
      .id(panel.id)
      .title(panel.title)
      .description(panel.description)
      .links(runbookLinks(panel, links))
      .datasource(prometheus)
      .span(panel.width)
      .height(panel.height)
      .unit(panel.unit)
      .thresholds(thresholds(panel.thresholds ?? [[null, 'green']]))
      .sortBy([new TableSortByFieldStateBuilder().displayName(panel.sortBy).desc(!panel.ascending)])
      .targets(
        panel.columns.map(({ expr, title }, index) => query(target(expr, title), index, 'table')),
      )
      .transformations([
        { id: 'merge', options: {} },
        { id: 'organize', options: organize(panel) },
      ])
    if (panel.decimals !== undefined) builder.decimals(panel.decimals)
    if (panel.noValue !== undefined) builder.noValue(panel.noValue)
    for (const column of panel.columns) override(builder, column)
    return builder
  }
}

/** Grafana names the values of one query `Value`, of several `Value #A`, `Value #B`. */
function organize({ rows, columns }: Pick<TablePanel, 'rows' | 'columns'>) {
  const value = (index: number) =>
    columns.length === 1 ? 'Value' : `Value #${String.fromCharCode(65 + index)}`
  const names = [
    ...Object.entries(rows),
    ...columns.map(({ title }, index) => [value(index), title] as const),
  ]
  return {
    excludeByName: { Time: true },
    indexByName: Object.fromEntries(names.map(([name], index) => [name, index])),
    renameByName: Object.fromEntries(names),
  }
}

function override(builder: PanelBuilder, { title, unit, words }: Column): void {
  const properties = [
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(words === undefined ? [] : [{ id: 'mappings', value: [valueMapping(words)] }]),
  ]
  if (properties.length > 0) builder.overrideByName(title, properties)
}
