import { burst } from './burst.ts'
import type { Fault } from './fault.ts'
import { offsets } from './offsets.ts'
import { processControl } from './process.ts'
import { serviceSettings } from './service-settings.ts'

/** Every fault there is. */
export const faults: readonly Fault[] = [serviceSettings, processControl, burst, offsets]

/** The fault of a use; a TypeError for an id that no longer exists. */
export function findFault(id: string): Fault {
  const fault = faults.find(each => each.id === id)
  if (fault === undefined) throw new TypeError(`Unknown fault ${JSON.stringify(id)}`)
  return fault
}
