/** A stretch of a test series; `seconds` is rounded up to whole scrapes. */
export interface Phase {
  readonly seconds: number
  /** The samples of the stretch in promtool's notation, `count` of them. */
  notation(count: number, scrapeSeconds: number): string
}

/** The same value in each scrape. */
export function steady(value: number, seconds: number): Phase {
  return ramp(value, 0, seconds)
}

/** A value that grows, or falls, by so much a second. */
export function ramp(from: number, perSecond: number, seconds: number): Phase {
  return {
    seconds,
    notation: (count, scrape) => {
      const step = perSecond * scrape
      return `${from}${step < 0 ? '-' : '+'}${Math.abs(step)}x${count - 1}`
    },
  }
}

/** A value that follows no line; `valueAt` takes the seconds since the stretch began. */
export function curve(seconds: number, valueAt: (second: number) => number): Phase {
  return {
    seconds,
    notation: (count, scrape) =>
      Array.from({ length: count }, (_, sample) => valueAt(sample * scrape)).join(' '),
  }
}

/** Stairs from 0: so many levels, each so much higher than the last and so many seconds long. */
export function climb(height: number, levels: number, seconds: number): Phase[] {
  return Array.from({ length: levels }, (_, level) => steady(height * level, seconds))
}

/** The series ends, as Prometheus marks it when a scrape fails or no longer contains it. */
export function gone(seconds: number): Phase {
  return { seconds, notation: count => (count > 1 ? `stale _x${count - 1}` : 'stale') }
}

/** The series does not exist yet. */
export function notYet(seconds: number): Phase {
  return { seconds, notation: count => `_x${count}` }
}

/** A whole series in promtool's notation. */
export function toValues(phases: readonly Phase[], scrapeSeconds: number): string {
  return phases
    .map(phase => phase.notation(Math.ceil(phase.seconds / scrapeSeconds), scrapeSeconds))
    .join(' ')
}

/** Scrapes that the phases last, together. */
export function countSamples(phases: readonly Phase[], scrapeSeconds: number): number {
  return phases.reduce((sum, phase) => sum + Math.ceil(phase.seconds / scrapeSeconds), 0)
}
