/** Below the first number of a pair, an interval becomes the second; milliseconds. */
const roundings = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1000],
  [3500, 2000],
  [7500, 5000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
]

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Seconds of "15s", "1m30s", ">10s"; undefined for anything else. */
export function parseInterval(text) {
  if (!/^>?(\d+(ms|[smhdw]))+$/.test(text ?? '')) return undefined
  const parts = [...text.matchAll(/(\d+)(ms|[smhdw])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit], 0)
}

/**
 * How far apart the points of a graph are, chosen as Grafana does it: the range over the pixels,
 * rounded to a length that people know, and never finer than what is scraped.
 * @returns {{interval: number, rateInterval: number}} `$__interval`, `$__rate_interval`; seconds
 */
export function chooseIntervals({ rangeSeconds, maxPoints, minSeconds, scrapeSeconds }) {
  const exact = (rangeSeconds * 1000) / Math.max(1, maxPoints)
  const [, rounded] = roundings.find(([limit]) => exact < limit) ?? [0, 86_400_000]
  const least = minSeconds ?? scrapeSeconds
  const interval = Math.max(rounded / 1000, least)
  return { interval, rateInterval: Math.max(interval + least, 4 * least) }
}

/** Seconds as a duration of PromQL. */
export function toDuration(seconds) {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`
}
