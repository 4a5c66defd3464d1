import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { linksFrom } from './config.ts'
import { generatedFiles } from './generated-files.ts'

const root = join(import.meta.dirname, '..')
const files = generatedFiles(linksFrom(process.env))
for (const folder of ['rules', 'tests']) {
  await rm(join(root, folder), { recursive: true, force: true })
}
for (const [path, content] of files) {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}
console.log(`prometheus: ${files.size} files generated`)
