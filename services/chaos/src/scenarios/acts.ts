import type { FaultUse } from '../faults/fault.ts'
import { processControl } from '../faults/process.ts'
import { serviceSettings } from '../faults/service-settings.ts'

/** The same settings on several services. */
export function setAll(services: readonly string[], set: Record<string, unknown>): FaultUse[] {
  return services.map(service => serviceSettings.with({ service, set }))
}

/** Stops processes one after the other; they stay stopped. */
export function stopAll(processes: readonly string[]): FaultUse[] {
  return processes.map(process => processControl.with({ process, action: 'stop' }))
}

/** Starts processes one after the other. */
export function startAll(processes: readonly string[]): FaultUse[] {
  return processes.map(process => processControl.with({ process, action: 'start' }))
}

/** Restarts processes one after the other, as a rolling restart does. */
export function restartAll(processes: readonly string[]): FaultUse[] {
  return processes.map(process => processControl.with({ process, action: 'restart' }))
}
