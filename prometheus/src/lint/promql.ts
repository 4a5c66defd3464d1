import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'

/** A selector as it stands in an expression: the metric and what its matchers ask for. */
export interface Selector {
  readonly metric: string
  readonly matchers: readonly { readonly label: string; readonly value: string }[]
  readonly from: number
}

/** Labels that an aggregation or a match of two sides names, and the selectors that it is about. */
export interface Grouping {
  readonly labels: readonly string[]
  readonly selectors: readonly Selector[]
}

/** What an expression is made of; `errorAt` is where it stops being PromQL. */
export interface Parsed {
  readonly selectors: readonly Selector[]
  readonly groupings: readonly Grouping[]
  readonly errorAt: number | undefined
}

/** Reads an expression. */
export function parseExpression(expr: string): Parsed {
  const selectors: Selector[] = []
  const grouped: { labels: string[]; within: SyntaxNode | null }[] = []
  let errorAt: number | undefined
  parser.parse(expr).iterate({
    enter: ({ node, type, from }) => {
      if (type.isError) errorAt ??= from
      if (node.name === 'VectorSelector') selectors.push(readSelector(node, expr))
      if (node.name === 'GroupingLabels') {
        const labels = node.getChildren('LabelName').map(label => textOf(label, expr))
        grouped.push({ labels, within: node.parent?.parent ?? null })
      }
    },
  })
  const groupings = grouped.map(({ labels, within }) => ({
    labels,
    selectors: selectors.filter(
      ({ from }) => within !== null && from >= within.from && from < within.to,
    ),
  }))
  return { selectors, groupings, errorAt }
}

function readSelector(node: SyntaxNode, expr: string): Selector {
  const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
  return {
    metric: textOf(node.getChild('Identifier'), expr),
    matchers: matchers.map(matcher => ({
      label: textOf(matcher.getChild('LabelName'), expr),
      value: textOf(matcher.getChild('StringLiteral'), expr).slice(1, -1),
    })),
    from: node.from,
  }
}

function textOf(node: SyntaxNode | null, expr: string): string {
  return node === null ? '' : expr.slice(node.from, node.to)
}
