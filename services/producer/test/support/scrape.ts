import type { Registry } from 'prom-client'

/** The value of one series in a scrape, by its name with labels; undefined where absent. */
export async function scrapedValue(
  registry: Registry,
  series: string,
): Promise<number | undefined> {
  return seriesIn(await registry.metrics(), series)
}

/** The same in the text of a scrape. */
export function seriesIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find(each => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}
