import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { OperationalError } from '@firedrill/service-kit/errors'
import { openSettings } from '@firedrill/service-kit/settings'
import { Type } from 'typebox'
import { quietLogger } from './support/quiet-logger.ts'

const schema = Type.Object(
  {
    rate: Type.Integer({ default: 100, minimum: 0, maximum: 1000 }),
    mode: Type.Union([Type.Literal('slow'), Type.Literal('fast')], { default: 'slow' }),
    safe: Type.Boolean({ default: true }),
  },
  { additionalProperties: false },
)
const logger = quietLogger()

suite('settings', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'settings-'))
    file = join(folder, 'settings.json')
  })
  afterEach(() => rm(folder, { recursive: true }))
  const open = () => openSettings({ schema, file, logger })

  test('begin with the defaults of the schema', async () => {
    assert.deepEqual((await open()).current, { rate: 100, mode: 'slow', safe: true })
  })

  test('a change is on disk before it is told, and comes back after a restart', async () => {
    const settings = await open()
    const seen: unknown[] = []
    settings.subscribe(async (now, before) => {
      seen.push(before.rate, now.rate, JSON.parse(await readFile(file, 'utf8')).rate)
    })
    assert.deepEqual(await settings.patch({ rate: 7 }), { rate: 7, mode: 'slow', safe: true })
    assert.deepEqual(seen, [100, 7, 7])
    assert.equal((await open()).current.rate, 7)
    assert.deepEqual(await readdir(folder), ['settings.json'])
  })

  test('the file can be read whole at every moment of a change', async () => {
    const settings = await open()
    const writes = Promise.all(Array.from({ length: 50 }, (_, rate) => settings.patch({ rate })))
    const written = writes.then(() => true)
    await settings.patch({})
    do JSON.parse(await readFile(file, 'utf8'))
    while (!(await Promise.race([written, setImmediate(false)])))
  })

  test('every wrong field of a change is listed and nothing is changed', async () => {
    const settings = await open()
    const wrong = { rate: -1, mode: 'medium', safe: 'yes', colour: 'red' }
    const error = await settings.patch(wrong).catch(reason => reason)
    assert.ok(error instanceof OperationalError)
    assert.equal(error.statusCode, 400)
    const fields = error.fields.map(({ field }) => field).sort()
    assert.deepEqual(fields, ['colour', 'mode', 'rate', 'safe'])
    assert.match(
      error.fields.find(({ field }) => field === 'mode')?.message ?? '',
      /"slow".*"fast"/,
    )
    assert.equal(settings.current.rate, 100)
    assert.deepEqual(await readdir(folder), [])
  })

  test('fields that do not go together are refused by a rule', async () => {
    const rules = ({ safe, mode }: { safe: boolean; mode: string }) =>
      safe && mode === 'fast' ? [{ field: 'mode', message: 'must be slow while safe' }] : []
    const settings = await openSettings({ schema, file, logger, rules })
    await assert.rejects(settings.patch({ mode: 'fast' }), /mode must be slow while safe/)
    assert.equal((await settings.patch({ mode: 'fast', safe: false })).mode, 'fast')
  })

  test('something other than an object is refused', async () => {
    const settings = await open()
    for (const body of [null, 3, 'rate', [1]]) {
      await assert.rejects(settings.patch(body), { code: 'INVALID_SETTINGS' })
    }
  })

  test('changes made at the same time are all kept', async () => {
    const settings = await open()
    await Promise.all([settings.patch({ rate: 1 }), settings.patch({ mode: 'fast' })])
    assert.deepEqual((await open()).current, { rate: 1, mode: 'fast', safe: true })
  })

  test('a saved file that no longer fits is set aside and the defaults hold', async () => {
    await writeFile(file, '{"rate": "many"')
    assert.equal((await open()).current.rate, 100)
    assert.deepEqual(await readdir(folder), ['settings.json.refused'])
  })
})
