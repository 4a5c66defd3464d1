import { interpolate } from '../model/interpolate.js'
import { regionsOf } from '../model/regions.js'
import { prometheus } from './prometheus.js'
import { timingOf } from './targets.js'

const resolution = 400

/**
 * Where alerts fired and faults ran, as regions; an annotation that cannot be read has none, and
 * the panels say why Prometheus does not answer.
 */
export async function loadRegions(annotations, context, signal) {
  const { grid, variables } = timingOf({}, context, resolution)
  const all = new Map([...context.variables, ...variables])
  const lists = await Promise.all(
    annotations.map(async annotation => {
      const expr = interpolate(annotation.expr, all, 'promql')
      const matrix = await prometheus.queryRange(expr, grid, signal).catch(() => [])
      return regionsOf(annotation, matrix, grid.step)
    }),
  )
  return lists.flat()
}
