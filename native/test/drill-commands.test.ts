import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { createChaosClient } from '../src/chaos/client.ts'
import { collectParam, describeParams } from '../src/chaos/params.ts'
import { actions } from '../src/commands/actions.ts'
import { hints } from '../src/commands/hints.ts'
import { run } from '../src/commands/run.ts'
import { halt, stop } from '../src/commands/stop.ts'
import type { LauncherError } from '../src/errors.ts'

interface Asked {
  method: string | undefined
  url: string | undefined
  token: string | undefined
  body: unknown
}

/** A chaos service that answers what it is told to, and what was said on the terminal. */
async function createStage(t: TestContext, answers: Record<string, [number, unknown]>) {
  const asked: Asked[] = []
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request
    const text = Buffer.concat(await request.toArray()).toString()
    const body = text === '' ? undefined : JSON.parse(text)
    asked.push({ method, url, token: headers.authorization, body })
    const [status, content] = answers[`${method} ${url}`] ?? [404, { message: `no ${url}` }]
    if (typeof content === 'string') response.end(content)
    else response.writeHead(status).end(JSON.stringify(content))
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise(resolve => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  const said: string[] = []
  const say = (...words: unknown[]) => void said.push(words.join(' '))
  t.mock.method(console, 'log', say)
  t.mock.method(console, 'error', say)
  return { client: createChaosClient(`http://127.0.0.1:${port}`, 'secret'), asked, said }
}

const timeline =
  'id: 0\ndata: {"at":"2026-01-01T10:00:00.000Z","kind":"state","state":"ACTIVE","text":"broken"}\n\n' +
  ': still here\n\n' +
  'id: 1\ndata: {"at":"2026-01-01T10:00:09.000Z","kind":"alert","text":"X fires","status":"firing"}\n\n'

test('run starts with its parameters, follows the timeline and ends with the verdict', async t => {
  const { client, asked, said } = await createStage(t, {
    'POST /runs': [201, { id: 'r1', scenario: 'broker-down' }],
    'GET /runs/r1/timeline': [200, timeline],
    'GET /runs/r1': [200, { id: 'r1', state: 'RECOVERED' }],
  })
  const code = await run(client, 'broker-down', { param: { broker: 'kafka-2' }, ttl: 60 })
  assert.equal(code, 0)
  const { body, token } = asked[0] ?? assert.fail()
  assert.equal(token, 'Bearer secret')
  const request = { scenario: 'broker-down', params: { broker: 'kafka-2' }, ttlSeconds: 60 }
  assert.deepEqual(body, { ...request, force: false, dryRun: false })
  assert.match(said.join('\n'), /ACTIVE.*broken\n.*alert.*X fires/)
})

test('the lab is listed beside the scenarios, and a run of it points to its command', async t => {
  const noop = { id: 'noop', kind: 'control', title: 'Nothing', params: {}, ttlSeconds: 60 }
  const { client, asked, said } = await createStage(t, { 'GET /scenarios': [200, [noop]] })
  assert.equal(await run(client, undefined, {}), 0)
  const list = stripVTControlCharacters(said.join('\n'))
  assert.match(list, /^noop .*\nkafka-or-rabbitmq .*\.\/firedrill lab\)$/)
  const error = await run(client, 'kafka-or-rabbitmq', {}).catch((each: LauncherError) => each)
  assert.equal((error as LauncherError).advice, './firedrill lab')
  assert.equal(asked.length, 1)
})

test('a run that could not be put back ends with 1 and says what is left', async t => {
  const { client, said } = await createStage(t, {
    'GET /status': [200, { activeRun: 'r1' }],
    'DELETE /runs/r1': [202, {}],
    'GET /runs/r1/timeline': [200, timeline],
    'GET /runs/r1': [200, { id: 'r1', state: 'REVERT_FAILED', message: 'left: partitions' }],
  })
  assert.equal(await stop(client, undefined), 1)
  assert.ok(said.includes('left: partitions'))
})

test('stop without a run, and halt with its reason', async t => {
  const { client, asked, said } = await createStage(t, {
    'GET /status': [200, { activeRun: null }],
    'POST /halt': [200, {}],
  })
  assert.equal(await stop(client, undefined), 0)
  assert.equal(await halt(client, 'smoke in the room'), 0)
  assert.deepEqual(asked.at(-1)?.body, { reason: 'smoke in the room' })
  assert.match(said.join('\n'), /No run is under way[\s\S]*unlock/)
})

test('hints begin with where to look; the next one is shown when it is asked for', async t => {
  const all = [
    { step: 1, text: 'Look at lag', now: ['partition 2: 13870', 'partition 0: 4'] },
    { step: 2, text: 'Ask kafka-topics' },
    { step: 3, text: 'Cause: a broker is down', inThisRun: ['broker kafka-3'] },
  ]
  const { client, said } = await createStage(t, {
    'GET /status': [200, { activeRun: 'r1' }],
    'GET /runs/r1/hints?step=1': [200, { of: 3, hints: all.slice(0, 1) }],
    'GET /runs/r1/hints?step=3': [200, { of: 3, hints: all }],
    'GET /runs/r2/hints?step=1': [200, { of: 0, hints: [] }],
  })
  assert.equal(await hints(client, undefined), 0)
  const first = stripVTControlCharacters(said.splice(0).join('\n'))
  assert.match(first, /^1 {2}Look at lag\n {3}now partition 2: 13870\n {3}now partition 0: 4\n→/)
  assert.match(first, /→ \.\/firedrill hints --step 2: what to ask$/)
  assert.equal(await hints(client, 'r1', { step: 3 }), 0)
  const whole = stripVTControlCharacters(said.splice(0).join('\n'))
  assert.match(whole, /2 {2}Ask kafka-topics\n3 {2}Cause: a broker is down\n {3}in this run broker/)
  assert.doesNotMatch(whole, /--step/)
  assert.equal(await hints(client, 'r2'), 0)
  assert.match(said.at(-1) ?? '', /no hints/)
})

test('hints without a run, or of an unknown one, are an error that says what to do', async t => {
  const { client } = await createStage(t, {
    'GET /status': [200, { activeRun: null }],
    'GET /runs/r9/hints?step=1': [404, { code: 'UNKNOWN_RUN', message: 'no run "r9"' }],
  })
  const idle = await hints(client, undefined).catch((error: LauncherError) => error)
  assert.match((idle as LauncherError).message, /No run is under way/)
  assert.equal((idle as LauncherError).advice, './firedrill run <scenario>')
  const unknown = await hints(client, 'r9').catch((error: LauncherError) => error)
  assert.match((unknown as LauncherError).message, /no run "r9"/)
  assert.match((unknown as LauncherError).advice ?? '', /leave the name out/)
})

test('a refusal names the wrong fields and what to do about it', async t => {
  const fields = [{ field: 'params.partition', message: 'must be <= 5' }]
  const { client } = await createStage(t, {
    'POST /runs': [422, { code: 'INVALID_PARAMS', message: 'refused', fields }],
    'POST /actions': [409, { code: 'RUN_NOT_ACTIVE', message: 'no run' }],
  })
  const refused = await run(client, 'x', {}).catch((error: LauncherError) => error)
  assert.ok(refused instanceof Error)
  assert.match(refused.details ?? '', /params\.partition must be <= 5/)
  assert.match(refused.advice ?? '', /firedrill run/)
  const early = await actions(client, 'quota', {}).catch((error: LauncherError) => error)
  assert.match((early as LauncherError).advice ?? '', /firedrill run <scenario>/)
})

test('a chaos service that is not there is told with the command to start it', async () => {
  const client = createChaosClient('http://127.0.0.1:9', undefined)
  const error = await client.call('GET', '/status').catch((each: LauncherError) => each)
  assert.match((error as LauncherError).message, /does not answer at http:\/\/127\.0\.0\.1:9/)
  assert.equal((error as LauncherError).advice, './firedrill up')
})

test('a parameter is JSON where it can be, and text otherwise', () => {
  const all = ['records=5', 'broker=kafka-2', 'set={"dedupe":true}', 'value=null'].reduce(
    (before, text) => collectParam(text, before),
    {},
  )
  assert.deepEqual(all, { records: 5, broker: 'kafka-2', set: { dedupe: true }, value: null })
  assert.throws(() => collectParam('records'), /key=value/)
})

test('parameters are listed with their bounds, choices and defaults', () => {
  const properties = {
    n: { type: 'integer', minimum: 1, maximum: 5, default: 2 },
    b: { anyOf: [{ const: 'x' }, { const: 'y' }], description: 'which' },
  }
  assert.deepEqual(describeParams({ properties }), [
    '  n  integer, 1 to 5, default 2',
    '  b  x | y – which',
  ])
})
