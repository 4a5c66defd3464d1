import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dashboardsOutFrom, jobsFrom, linksFrom } from '@firedrill/prometheus/config'
import { jobs } from '@firedrill/prometheus/jobs'
import { generatedFiles } from './generated-files.ts'

const { env } = process
const out = dashboardsOutFrom(env)
// The committed files speak of the jobs of the stack, so other names do not apply to them.
const files = generatedFiles(linksFrom(env), out === undefined ? jobs : jobsFrom(env))
const folder = out ?? join(import.meta.dirname, '..', 'dashboards')
if (out === undefined) await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const [name, content] of files) await writeFile(join(folder, name), content)
console.log(`grafana: ${files.size} dashboards generated`)
