/**
 * The heights of lines that stand on each other, and between which of them the areas lie.
 * Stacking by field configuration `custom.stacking`; without it a line keeps its values.
 * @param lines [{config, values}]
 */
export function stack(lines) {
  const sums = new Map()
  return lines.map(({ config, values }) => {
    const { mode = 'none', group = 'A' } = config.custom.stacking ?? {}
    if (mode !== 'normal') return values
    const below = sums.get(group) ?? []
    const heights = values.map((value, index) =>
      value === null ? null : value + (below[index] ?? 0),
    )
    sums.set(
      group,
      heights.map((height, index) => height ?? below[index] ?? 0),
    )
    return heights
  })
}

/** Whether any line stands on others. */
export function isStacked(lines) {
  return lines.some(({ config }) => config.custom.stacking?.mode === 'normal')
}
