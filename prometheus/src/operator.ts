import type { RuleGroup } from './rule-file.ts'
import { toYaml } from './rule-file.ts'

/**
 * The rules as a resource of the Prometheus operator. It selects resources by their labels: adapt
 * them to the `ruleSelector` of the Prometheus that is to load them.
 */
export function renderPrometheusRule(groups: Iterable<RuleGroup>): string {
  return toYaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name: 'firedrill',
      labels: { 'app.kubernetes.io/name': 'firedrill', role: 'alert-rules' },
    },
    spec: { groups: [...groups] },
  })
}
