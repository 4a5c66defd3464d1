/** What one process used over the measured time. */
export interface ProcessUsage {
  process: string
  bytes: number
  /** Processor time per wall time: 1 is one core. */
  cores: number
}

export interface Verdict {
  what: string
  used: string
  budget: string
  ok: boolean
}

const megabyte = 1024 ** 2
const budgets = { stackBytes: 3 * 1024 ** 3, cores: 1, serviceBytes: 120 * megabyte }

/** Compares with what an idle stack at 100 orders a second may use. */
export function judgeFootprint(usages: ProcessUsage[], services: ReadonlySet<string>): Verdict[] {
  const bytes = usages.reduce((sum, usage) => sum + usage.bytes, 0)
  const cores = usages.reduce((sum, usage) => sum + usage.cores, 0)
  const own = usages.filter(({ process }) => services.has(process))
  const largest = own.reduce((most, usage) => Math.max(most, usage.bytes), 0)
  const names = own.filter(usage => usage.bytes > budgets.serviceBytes).map(usage => usage.process)
  return [
    verdict('memory of the whole stack', bytes, budgets.stackBytes, megabytes),
    verdict('processor of the whole stack', cores, budgets.cores, inCores),
    verdict(
      ['largest of our services', ...names].join(' '),
      largest,
      budgets.serviceBytes,
      megabytes,
    ),
  ]
}

function verdict(
  what: string,
  used: number,
  budget: number,
  format: (value: number) => string,
): Verdict {
  return { what, used: format(used), budget: format(budget), ok: used <= budget }
}

export function megabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(0)} MB`
}

export function inCores(cores: number): string {
  return `${cores.toFixed(2)} cores`
}
