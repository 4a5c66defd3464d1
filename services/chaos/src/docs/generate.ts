import { writeFile } from 'node:fs/promises'
import { scenarios } from '../scenarios/index.ts'
import { scenarioPage } from './scenario-page.ts'

await writeFile(new URL('../../../../docs/scenarios.md', import.meta.url), scenarioPage(scenarios))
console.log('docs: scenarios.md generated')
