/** The two sets of durations and thresholds that every rule is generated for. */
export const profileNames = ['training', 'production'] as const

export type ProfileName = (typeof profileNames)[number]

/** A value for each profile. */
export type PerProfile<T> = Readonly<Record<ProfileName, T>>

/** A duration as Prometheus writes it. */
export type Duration = `${number}${'s' | 'm' | 'h'}`

/** Scrape and evaluation interval: a drill takes a minute, production is scraped as usual. */
export const scrapeSeconds: PerProfile<number> = { training: 2, production: 15 }

/** When a scrape is given up. */
export const scrapeTimeoutSeconds: PerProfile<number> = { training: 2, production: 10 }

const unitSeconds = { s: 1, m: 60, h: 3600 } as const

/** Seconds of a duration such as `90s` or `5m`; a TypeError quotes anything else. */
export function toSeconds(duration: string): number {
  const match = /^(\d+)([smh])$/.exec(duration)
  if (match === null) throw new TypeError(`Not a duration: ${JSON.stringify(duration)}`)
  return Number(match[1]) * unitSeconds[match[2] as keyof typeof unitSeconds]
}
