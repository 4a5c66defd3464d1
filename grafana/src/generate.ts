import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { linksFrom } from '@firedrill/prometheus/config'
import { generatedFiles } from './generated-files.ts'

const folder = join(import.meta.dirname, '..', 'dashboards')
const files = generatedFiles(linksFrom(process.env))
await rm(folder, { recursive: true, force: true })
await mkdir(folder)
for (const [name, content] of files) await writeFile(join(folder, name), content)
console.log(`grafana: ${files.size} dashboards generated`)
