import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { jobsFrom } from '../src/config.ts'
import { generatedFiles, ruleFiles } from '../src/generated-files.ts'
import { jobs } from '../src/jobs.ts'
import { noDrift } from '../src/lint/no-drift.ts'
import { defaultPlace } from '../src/rule-file.ts'

const root = join(import.meta.dirname, '..')
const files = generatedFiles(defaultPlace)

test('the committed files are what the sources generate, and nothing else lies among them', () => {
  const found = globSync('{config,rules,tests,operator}/**/*.{yml,yaml}', { cwd: root })
  const committed = new Map(found.map(path => [path, readFileSync(join(root, path), 'utf8')]))
  assert.deepEqual(noDrift(files, committed), [])
})

test('the links of the rules can be set for another place', () => {
  const links = { runbooks: 'https://wiki/rb', dashboards: 'https://graf/d' }
  const rules = ruleFiles({ ...defaultPlace, links }).get('rules/production/brokers.yml') ?? ''
  assert.match(rules, /runbook_url: https:\/\/wiki\/rb\/KafkaBrokerDown\n/)
  assert.match(rules, /dashboard_url: https:\/\/graf\/d\/firedrill-brokers\n/)
})

test('rules name no job of ours when the jobs of another place are given', () => {
  const elsewhere = jobsFrom(
    Object.fromEntries(Object.keys(jobs).map(job => [`JOB_${job.toUpperCase()}`, `their-${job}`])),
  )
  for (const [path, content] of ruleFiles({ ...defaultPlace, jobs: elsewhere })) {
    for (const [, name = ''] of content.matchAll(/\bjob=~?\\?"([^"\\]+)/g)) {
      assert.match(name, /^their-/, path)
    }
  }
})

test('the resource of the operator holds the rules of production, group by group', () => {
  const resource = parse(files.get('operator/firedrill.yaml') ?? '')
  assert.equal(resource.apiVersion, 'monitoring.coreos.com/v1')
  assert.equal(resource.kind, 'PrometheusRule')
  const groups = [...files]
    .filter(([path]) => path.startsWith('rules/production/'))
    .flatMap(([, content]) => parse(content).groups)
  assert.ok(groups.length > 0)
  assert.deepEqual(resource.spec.groups, groups)
})
