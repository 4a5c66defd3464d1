import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The flags that make a heap limit mean what it says. V8 adds three young generations of 16 MB
 * each and more to what it was told: with 96 MB it gave up at 302 MB; with small ones, at 107 MB.
 */
export function heapFlags(limitMb: number): string[] {
  return limitMb === 0 ? [] : [`--max-old-space-size=${limitMb}`, '--max-semi-space-size=2']
}

/** The setting `heapLimitMb` as the last life left it; 0 where there is none. */
export async function readHeapLimitMb(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'settings.json'), 'utf8').catch(() => '{}')
  try {
    const { heapLimitMb } = JSON.parse(text) as { heapLimitMb?: unknown }
    return Number.isSafeInteger(heapLimitMb) ? Math.max(0, heapLimitMb as number) : 0
  } catch {
    // The settings themselves say what is wrong with the file.
    return 0
  }
}
