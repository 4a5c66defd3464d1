import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'

/** One line of a real scrape for each metric, by its name. */
export type Samples = Readonly<Record<string, string>>

/** What is wrong with a metric as it was scraped, in words. */
export interface Scraped {
  readonly sample?: string
  readonly problems: readonly string[]
}

// A line that says something of what every reader knows is the better example.
const preferred = [/topic="orders"/, /group="payment-service"/, / (?!0$)\S+$/]

/**
 * Looks for a metric in the text of a scrape.
 * @returns the most telling line, and where type, help or labels differ from the catalogue
 */
export function findMetric(spec: MetricSpec, text: string): Scraped {
  const suffix = spec.type === 'histogram' ? '_bucket' : ''
  const lines = text
    .split('\n')
    .filter(line => line.startsWith(`${spec.name}${suffix}{`) || line.startsWith(`${spec.name} `))
  if (lines.length === 0) return { problems: [] }
  const sample = lines.toSorted((a, b) => telling(b) - telling(a))[0] ?? ''
  return { sample, problems: problemsOf(spec, text, sample) }
}

function telling(line: string): number {
  return preferred.filter(pattern => pattern.test(line)).length
}

/** Names of the labels of a sample line, in its order. */
export function labelsOf(line: string): string[] {
  return [...line.matchAll(/[{,](\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label = '']) => label)
}

function problemsOf(spec: MetricSpec, text: string, sample: string): string[] {
  const said = (what: string) => new RegExp(`^# ${what} ${spec.name} (.*)$`, 'm').exec(text)?.[1]
  const problems: string[] = []
  const differs = (what: string, wanted: string, found = 'nothing') => {
    if (wanted !== found) problems.push(`${spec.name}: ${what} is ${found}, not ${wanted}`)
  }
  differs('type', spec.type, said('TYPE'))
  // These come with their libraries, which say it in their own words.
  const ours = !['process', 'prometheus', 'rabbitmq'].includes(spec.source)
  if (ours) differs('help', spec.help, said('HELP'))
  const labels = labelsOf(sample).filter(label => label !== 'le')
  differs('labels', sorted(spec.labels), sorted(labels))
  return problems
}

function sorted(labels: readonly string[]): string {
  return labels.toSorted((a, b) => a.localeCompare(b)).join(', ')
}
