import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scenarios } from '../../services/chaos/src/scenarios/index.ts'
import { openJsonLines } from './json-lines.ts'
import { killPage, type RecordedKill } from './kill/page.ts'
import { verificationPage } from './verify/page.ts'
import type { ScenarioResult } from './verify/result.ts'

const docs = join(import.meta.dirname, '..', '..', 'docs')

const runs = await openJsonLines<ScenarioResult>(join(docs, 'verification.jsonl'))
await writeFile(join(docs, 'verification.md'), verificationPage(runs.results, scenarios))
const kills = await openJsonLines<RecordedKill>(join(docs, 'kill-matrix.jsonl'))
const ids = scenarios.map(({ id }) => id)
await writeFile(join(docs, 'kill-matrix.md'), killPage(kills.results, ids))
console.log('docs: verification.md and kill-matrix.md generated from their records')
