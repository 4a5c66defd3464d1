import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { heapFlags, readHeapLimitMb } from '../src/heap-limit.ts'
import { settingsRules } from '../src/settings.ts'
import { settingsWith } from './support/settings.ts'

test('a limit takes a small young generation too, and none takes nothing', () => {
  assert.deepEqual(heapFlags(96), ['--max-old-space-size=96', '--max-semi-space-size=2'])
  assert.deepEqual(heapFlags(0), [])
})

test('the limit is read from what the last life had set; no file or a broken one is none', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'fd-heap-'))
  t.after(() => rm(folder, { recursive: true }))
  assert.equal(await readHeapLimitMb(folder), 0)
  for (const [text, limit] of [
    ['{"heapLimitMb": 96}', 96],
    ['{"heapLimitMb": "96"}', 0],
    ['{"topics": []}', 0],
    ['{', 0],
  ] as const) {
    await writeFile(join(folder, 'settings.json'), text)
    assert.equal(await readHeapLimitMb(folder), limit, text)
  }
})

test('a heap that is too small to start with is refused', () => {
  const fields = (heapLimitMb: number) =>
    settingsRules(settingsWith({ heapLimitMb }).current).map(({ field }) => field)
  assert.deepEqual(fields(63), ['heapLimitMb'])
  assert.deepEqual([...fields(0), ...fields(64)], [])
})
