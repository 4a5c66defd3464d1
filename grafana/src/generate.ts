import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dashboardsOutFrom, linksFrom } from '@firedrill/prometheus/config'
import { generatedFiles } from './generated-files.ts'

const { env } = process
const out = dashboardsOutFrom(env)
const files = generatedFiles(linksFrom(env))
const folder = out ?? join(import.meta.dirname, '..', 'dashboards')
if (out === undefined) await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const [name, content] of files) await writeFile(join(folder, name), content)
console.log(`grafana: ${files.size} dashboards generated`)
