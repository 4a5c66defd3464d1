import type { FaultUse } from '../faults/fault.ts'
import { processControl } from '../faults/process.ts'
import { serviceSettings } from '../faults/service-settings.ts'

/** The same settings on several services. */
export function setAll(services: readonly string[], set: Record<string, unknown>): FaultUse[] {
  return services.map(service => serviceSettings.with({ service, set }))
}

/** Restarts processes one after the other, as a rolling restart does. */
export function restartAll(processes: readonly string[]): FaultUse[] {
  return processes.map(process => processControl.with({ process, action: 'restart' }))
}
