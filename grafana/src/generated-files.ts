import { buildOverview } from './dashboards/overview.ts'

/** Every generated dashboard: JSON by file name in `grafana/dashboards/`. */
export function generatedFiles(): Map<string, string> {
  return new Map([['overview.json', `${JSON.stringify(buildOverview(), null, 2)}\n`]])
}
