import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promtoolsFrom } from './config.ts'
import { profileNames } from './profiles.ts'

const root = join(import.meta.dirname, '..')

/** Runs one promtool over rules, configurations and tests; true if it has no complaint. */
function testWith(promtool: string): boolean {
  const version = spawnSync(promtool, ['--version'], { encoding: 'utf8' })
  if (version.error !== undefined) {
    console.error(`${promtool}: not found. Set PROMTOOLS to the promtool programs to test with.`)
    return false
  }
  console.log((version.stdout + version.stderr).split('\n', 1)[0])
  const rules = globSync(`${root}/rules/*/*.yml`).sort()
  const tests = globSync(`${root}/tests/*/*.test.yml`).sort()
  return [
    run(promtool, ['check', 'rules', ...rules]),
    ...profileNames.map(profile => checkConfig(promtool, profile)),
    run(promtool, ['test', 'rules', ...tests]),
  ].every(Boolean)
}

/** Lays the files out as Prometheus sees them: the paths in the configuration are relative. */
function checkConfig(promtool: string, profile: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-promtool-'))
  try {
    cpSync(join(root, 'config', `${profile}.yml`), join(folder, 'prometheus.yml'))
    cpSync(join(root, 'rules', profile), join(folder, 'rules'), { recursive: true })
    cpSync(join(root, 'targets', 'compose'), join(folder, 'targets'), { recursive: true })
    // Written by the lab while it runs.
    mkdirSync(join(folder, 'lab'))
    writeFileSync(join(folder, 'lab', 'targets.json'), '[]')
    return run(promtool, ['check', 'config', join(folder, 'prometheus.yml')])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** One call; its output is shown if it fails or warns. */
function run(promtool: string, args: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: 'utf8' })
  const output = stdout + stderr
  const ok = status === 0 && !output.includes('WARNING')
  console.log(`  ${args.slice(0, 2).join(' ')}: ${ok ? 'ok' : 'FAILED'}`)
  if (!ok) console.log(output)
  return ok
}

const results = promtoolsFrom(process.env).map(testWith)
process.exitCode = results.length > 0 && results.every(Boolean) ? 0 : 1
