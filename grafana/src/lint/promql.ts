import { parser } from '@prometheus-io/lezer-promql'
import { fillVariables } from '../variable-values.ts'

/** A selector as it stands in a query: the metric and its matchers. */
export interface Selector {
  readonly metric: string
  readonly matchers: string
}

/** Reads a query of a panel; its variables are filled with stand-ins first. */
export function parseQuery(expr: string): { selectors: Selector[]; errorAt: number | undefined } {
  const text = withStandIns(expr)
  const selectors: Selector[] = []
  let errorAt: number | undefined
  parser.parse(text).iterate({
    enter: node => {
      if (node.type.isError) errorAt ??= node.from
      if (node.name !== 'VectorSelector') return
      const part = (name: string) => {
        const child = node.node.getChild(name)
        return child === null ? '' : text.slice(child.from, child.to)
      }
      selectors.push({ metric: part('Identifier'), matchers: part('LabelMatchers') })
    },
  })
  return { selectors, errorAt }
}

/** Choices such as `$cluster` stay readable in matchers: only durations must be filled in. */
function withStandIns(expr: string): string {
  return fillVariables(expr, {})
}
