import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

const root = join(import.meta.dirname, '../../../..')
const host = 'localhost:8080'

/** Where the links of all alerts lead, each place once. */
function linksOfAlerts(): URL[] {
  const files = globSync(join(root, 'prometheus/rules/training/*.yml'))
  const texts = files.map(file => readFileSync(file, 'utf8')).join('\n')
  const links = [...texts.matchAll(/(?:runbook|dashboard)_url: (\S+)/g)].map(([, url = '']) => url)
  return [...new Set(links)].map(url => new URL(url))
}

test('every link of an alert is answered by the console, whether or not Grafana runs', async t => {
  const { app, call } = await createTestService(t, createStackDouble())
  const port = /^CHAOS_PORT=(\d+)$/m.exec(readFileSync(join(root, '.env'), 'utf8'))?.[1]
  const links = linksOfAlerts()
  assert.ok(links.some(({ pathname }) => pathname.startsWith('/d/')))
  for (const { href, origin, pathname } of links) {
    assert.equal(origin, `http://127.0.0.1:${port}`, href)
    const { statusCode } = await app.inject({ url: pathname, headers: { host } })
    assert.equal(statusCode, 200, href)
    // The page of a dashboard is the same for all: what it shows it asks for here.
    const [, uid] = /^\/d\/(.+)$/.exec(pathname) ?? []
    if (uid !== undefined) assert.equal((await call('GET', `/api/dashboards/${uid}`)).status, 200)
  }
})
