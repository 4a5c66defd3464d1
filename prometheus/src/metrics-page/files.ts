import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '@firedrill/service-kit/metrics/catalogue'
import { renderPage } from './page.ts'
import type { Samples } from './samples.ts'
import { readTexts } from './texts.ts'

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..', '..')
/** The generated page, and the samples that it shows. */
export const pageFile = join(root, 'docs', 'metrics.md')
export const samplesFile = join(root, 'prometheus', 'metric-samples.json')

/** Reads the committed samples. */
export function readSamples(): Samples {
  return JSON.parse(readFileSync(samplesFile, 'utf8')) as Samples
}

/** The page as the catalogue, the rules, the dashboards and the samples make it now. */
export function currentPage(): string {
  return renderPage(catalogue, readTexts(root), readSamples())
}
