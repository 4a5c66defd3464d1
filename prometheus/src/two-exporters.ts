import type { AlertCase, Firing } from './alert-case.ts'
import { jobs } from './jobs.ts'

const first = 'instance="exporter"'
const second = 'instance="exporter-2"'

/**
 * The same case on a stack where a second exporter runs, for availability, and says the same: what
 * fires is the same, and twice only where a rule names the exporter itself. Nothing for a case to
 * which the exporter contributes nothing, or that has a second one already.
 */
export function withTwoExporters({ title, series, fires = [] }: AlertCase): AlertCase[] {
  const twins = Object.entries(series).filter(([selector]) => isOfExporter(selector))
  const hasSecond = Object.keys(series).some(selector => selector.includes(second))
  if (twins.length === 0 || hasSecond) return []
  const doubled = twins.map(([selector, phases]) => [selector.replace(first, second), phases])
  return [
    {
      title: `${title}, with two exporters`,
      series: { ...series, ...Object.fromEntries(doubled) },
      fires: fires.flatMap(ofBoth),
    },
  ]
}

function isOfExporter(selector: string): boolean {
  return selector.includes(`job="${jobs.exporter}"`) && selector.includes(first)
}

function ofBoth(firing: Firing): Firing[] {
  if (firing.labels.instance !== 'exporter') return [firing]
  return [firing, { ...firing, labels: { ...firing.labels, instance: 'exporter-2' } }]
}
