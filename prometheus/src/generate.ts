import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { jobsFrom, linksFrom, rulesOutFrom } from './config.ts'
import { generatedFiles, ruleFiles } from './generated-files.ts'
import { jobs } from './jobs.ts'

const { env } = process
const links = linksFrom(env)
const out = rulesOutFrom(env)

if (out === undefined) await generateHere()
else await writeAll(out, ruleFiles({ links, jobs: jobsFrom(env) }))

/** The committed files; their tests speak of the jobs of the stack, so other names do not apply. */
async function generateHere(): Promise<void> {
  const root = join(import.meta.dirname, '..')
  for (const folder of ['rules', 'tests', 'operator']) {
    await rm(join(root, folder), { recursive: true, force: true })
  }
  await writeAll(root, generatedFiles({ links, jobs }))
}

async function writeAll(root: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  console.log(`prometheus: ${files.size} files generated`)
}
