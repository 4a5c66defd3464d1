import type { FieldError } from '@firedrill/service-kit/errors'
import { whole } from './types.ts'

/** Less is not enough to start with. */
const smallestHeapMb = 64

/** What only works from the start of the process on. */
export const processSettings = {
  heapLimitMb: whole(
    0,
    4096,
    0,
    'Heap in MiB at which the process gives up, from its next start on; ' +
      `0: as Node decides, otherwise at least ${smallestHeapMb}.`,
  ),
}

export function heapRules({ heapLimitMb }: { readonly heapLimitMb: number }): FieldError[] {
  if (heapLimitMb === 0 || heapLimitMb >= smallestHeapMb) return []
  return [{ field: 'heapLimitMb', message: `must be 0 or >= ${smallestHeapMb}` }]
}
