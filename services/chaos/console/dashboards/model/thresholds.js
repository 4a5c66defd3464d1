/**
 * The colour that a value has: that of the last step it reaches.
 * @param thresholds as in Grafana: {mode, steps: [{value, color}]}, the first from −∞ on
 */
export function colorOf(thresholds, value, { min = 0, max = 100 } = {}) {
  const number = Number(value)
  if (value === null || value === undefined || Number.isNaN(number)) return undefined
  const reached = absoluteSteps(thresholds, { min, max }).filter(step => number >= step.value)
  return reached.at(-1)?.color
}

/**
 * The steps in numbers of the axis, the first at −∞.
 * @param {{mode?: string, steps?: any[]}} thresholds
 * @returns {{value: number, color: string}[]}
 */
export function absoluteSteps({ mode = 'absolute', steps = [] } = {}, { min = 0, max = 100 } = {}) {
  return steps.map(({ value, color }) => {
    if (value === null || value === undefined) return { value: Number.NEGATIVE_INFINITY, color }
    return { value: mode === 'percentage' ? min + ((max - min) * value) / 100 : value, color }
  })
}
