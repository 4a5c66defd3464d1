import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('a write without the token, or with a wrong one, is 401', async t => {
  const stack = createStackDouble()
  const { call } = await createTestService(t, stack)
  for (const authorization of ['', 'Bearer ', 'Bearer wrong', 'Basic a-token-for-the-tests']) {
    const { status, body } = await call('POST', '/runs', { scenario: 'noop' }, { authorization })
    assert.deepEqual([status, body.code], [401, 'UNAUTHORIZED'], authorization)
  }
  const large = { scenario: 'x'.repeat(100_000) }
  assert.equal((await call('POST', '/runs', large, { authorization: '' })).status, 401)
  assert.deepEqual(stack.acts, [])
})

test('every write needs the token, but for the webhook', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const none = { authorization: '' }
  for (const url of ['/halt', '/unlock', '/runs/x/fixes']) {
    assert.equal((await call('POST', url, { reason: 'x', fix: 'x' }, none)).status, 401, url)
  }
  for (const url of ['/runs/x', '/runs/x/fixes/y']) {
    assert.equal((await call('DELETE', url, undefined, none)).status, 401, url)
  }
  assert.equal((await call('POST', '/alerts/webhook', {}, none)).status, 400)
})

test('a foreign Origin is 403, with the token too; our own page may write', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const dryRun = { scenario: 'noop', dryRun: true }
  for (const origin of ['http://evil.example', 'http://localhost:9999', 'null']) {
    const { status, body } = await call('POST', '/runs', dryRun, { origin })
    assert.deepEqual([status, body.code], [403, 'FORBIDDEN'], origin)
    assert.equal((await call('GET', '/runs', undefined, { origin })).status, 403, origin)
  }
  const own = { origin: 'http://localhost:8080' }
  assert.equal((await call('POST', '/runs', dryRun, own)).status, 200)
})

test('a foreign Host is 403, so that a rebound name reaches nothing', async t => {
  const { call } = await createTestService(t, createStackDouble())
  for (const host of ['evil.example', 'localhost.evil.example:8080', 'chaos:9999']) {
    assert.equal((await call('GET', '/scenarios', undefined, { host })).status, 403, host)
  }
  for (const host of ['localhost', '127.0.0.1:1234', '[::1]:8080', 'chaos:8080', 'LOCALHOST:1']) {
    assert.equal((await call('GET', '/scenarios', undefined, { host })).status, 200, host)
  }
})

test('the guard stands before what does not exist, and before metrics', async t => {
  const { call } = await createTestService(t, createStackDouble())
  assert.equal((await call('GET', '/metrics', undefined, { host: 'evil.example' })).status, 403)
  assert.equal((await call('GET', '/nowhere', undefined, { host: 'evil.example' })).status, 403)
  assert.equal((await call('GET', '/nowhere')).status, 404)
})

test('the page is served, and OpenAPI describes each write with its token', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const page = await call('GET', '/')
  assert.equal(page.status, 200)
  assert.match(page.body, /<html/)
  assert.equal((await call('GET', '/documentation/')).status, 200)
  const { body } = await call('GET', '/documentation/json')
  assert.deepEqual(body.paths['/runs'].post.security, [{ token: [] }])
  assert.ok(body.paths['/runs'].post.requestBody)
})
