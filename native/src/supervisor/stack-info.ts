import type { Ports, RulesProfile } from '../settings.ts'
import type { ProcessSpec } from '../stack/process-spec.ts'

/** What the running stack was started with: it may differ from what .env says now. */
export interface StackInfo {
  pid: number
  startedAt: string
  ports: Ports
  rulesProfile: RulesProfile
  clusterName: string
  processes: Pick<ProcessSpec, 'name' | 'ports' | 'health'>[]
}
