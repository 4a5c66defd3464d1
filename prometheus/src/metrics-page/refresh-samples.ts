import { writeFileSync } from 'node:fs'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import type { MetricSpec } from '@firedrill/service-kit/metrics/spec'
import { prometheusFrom } from '../config.ts'
import { readSamples, samplesFile } from './files.ts'
import { fetchScrapes, queryMetric } from './running-stack.ts'
import { findMetric, type Samples } from './samples.ts'

// Takes the samples anew: PROMETHEUS_URL names the Prometheus of a running stack, arguments name
// further /metrics addresses. What is not there just now, as without an open transaction, keeps its
// old sample. Exit code 1: a metric that differs from the catalogue, or one without any sample.
// Where the stack lies is of no interest: paths begin at /opt/firedrill.
// A differing metric is also how this checks that what is exported is what was declared.
const { url: prometheus } = prometheusFrom(process.env)
const scrapes = await fetchScrapes(prometheus, process.argv.slice(2))
const before = readSamples()
const samples: Record<string, string> = {}
const problems: string[] = []
for (const spec of catalogue) {
  const sample = (await sampleOf(spec)) ?? before[spec.name]
  if (sample === undefined) problems.push(`${spec.name}: nobody exports it`)
  else samples[spec.name] = sample
}
writeFileSync(samplesFile, `${JSON.stringify(samples satisfies Samples, undefined, 2)}\n`)
for (const problem of problems) console.error(`✗ ${problem}`)
const fresh = catalogue.filter(({ name }) => samples[name] !== before[name]).length
console.log(`samples: ${fresh} of ${catalogue.length} are new, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1

async function sampleOf(spec: MetricSpec): Promise<string | undefined> {
  for (const text of scrapes) {
    const { sample, problems: found } = findMetric(spec, text)
    problems.push(...found)
    if (sample !== undefined) return withoutFolder(sample)
  }
  return queryMetric(prometheus, spec)
}

function withoutFolder(sample: string): string {
  return sample.replace(/"[^"]*(?=\/\.firedrill\/)/g, '"/opt/firedrill')
}
