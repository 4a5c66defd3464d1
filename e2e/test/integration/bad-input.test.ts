import assert from 'node:assert/strict'
import { afterEach, before as beforeAll, beforeEach, test } from 'node:test'
import { isOver } from '../../src/stack/chaos-types.ts'
import { request } from '../../src/stack/request.ts'
import { connect } from '../../src/stack/running-stack.ts'
import { rawStatus } from './support/raw-request.ts'

const { chaos, config, finished, quiet } = connect()
const runsUrl = `${config.chaosUrl}/runs`
const authorization = `Bearer ${config.token}`
const json = { 'content-type': 'application/json' }
const noop = JSON.stringify({ scenario: 'noop' })

// A stack that is not quiet refuses runs for a reason of its own.
beforeAll(() => quiet())

let before: string[]
beforeEach(async () => {
  before = await runIds()
})

// Whatever was refused must not have started anything.
afterEach(async () => assert.deepEqual(await runIds(), before))

async function runIds(): Promise<string[]> {
  return (await chaos.runs()).map(({ id }) => id)
}

function start(body: unknown, headers: Record<string, string> = { authorization }) {
  return request('POST', runsUrl, { body, headers })
}

test('an unknown scenario is 404', async () => {
  const { status, body } = await start({ scenario: 'no-such-thing' })
  assert.equal(status, 404)
  assert.match(body.message, /no-such-thing/)
})

test('wrong parameters are 422 with each field named', async () => {
  const { body: all } = await request('GET', `${config.chaosUrl}/scenarios`)
  const { params: schema } = all.find(({ id }: { id: string }) => id === 'one-slow-partition')
  const names = Object.keys(schema.properties)
  const params = Object.fromEntries(names.map(name => [name, { wrong: true }]))
  const { status, body } = await start({
    scenario: 'one-slow-partition',
    params: { ...params, nonsense: 1 },
  })
  assert.equal(status, 422)
  const named = body.fields.map(({ field }: { field: string }) => field.replace(/^params\./, ''))
  for (const name of [...names, 'nonsense']) {
    assert.ok(named.includes(name), `${name} is not among ${named}`)
  }
})

test('a wrong time limit is 422', async () => {
  const { status, body } = await start({ scenario: 'noop', ttlSeconds: -1 })
  assert.equal(status, 422)
  assert.deepEqual(
    body.fields.map(({ field }: { field: string }) => field),
    ['ttlSeconds'],
  )
})

test('a body that is not JSON is refused as the client’s fault', async () => {
  const status = await rawStatus('POST', runsUrl, { ...json, authorization }, '{"scenario"')
  assert.ok([400, 422].includes(status), String(status))
})

test('an oversized body is 413', async () => {
  const { status } = await start({ scenario: 'noop', params: { text: 'x'.repeat(2_000_000) } })
  assert.equal(status, 413)
})

test('no token and a wrong token are 401', async () => {
  assert.equal((await start({ scenario: 'noop' }, {})).status, 401)
  assert.equal((await start({ scenario: 'noop' }, { authorization: 'Bearer wrong' })).status, 401)
})

test('a foreign Origin is 403', async () => {
  const headers = { ...json, authorization, origin: 'http://evil.example' }
  assert.equal(await rawStatus('POST', runsUrl, headers, noop), 403)
})

test('a foreign Host is 403', async () => {
  const headers = { ...json, authorization, host: 'evil.example' }
  assert.equal(await rawStatus('POST', runsUrl, headers, noop), 403)
})

test('a conflicting run is 409', async () => {
  const { id } = await chaos.start('noop')
  before = await runIds()
  try {
    assert.equal((await start({ scenario: 'noop' })).status, 409)
  } finally {
    await chaos.stop(id)
    assert.ok(isOver(await finished(id)))
  }
})

test('while it is locked a run is 423', async () => {
  await chaos.halt('integration test')
  try {
    assert.equal((await start({ scenario: 'noop' })).status, 423)
  } finally {
    await chaos.unlock('integration test')
  }
})
