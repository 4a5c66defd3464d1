import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { retryForever } from '@firedrill/service-kit/lifecycle'

const program = fileURLToPath(new URL('./support/lifecycle-program.ts', import.meta.url))

suite('the end of a process', { concurrency: true }, () => {
  test('on SIGTERM stops the parts last first and ends with 0', async () => {
    const { child, lines } = await begin('steady')
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
    assert.deepEqual(lines(), ['started', 'aborted', 'stop second', 'stop first'])
  })

  test('is not held up by a part that fails to stop', async () => {
    const { child, lines } = await begin('failing-part')
    child.kill('SIGINT')
    assert.deepEqual(await once(child, 'exit'), [0, null])
    assert.deepEqual(lines().slice(2), ['stop failing', 'stop second', 'stop first'])
  })

  test('comes with 1 after an error that nobody expected, still stopping the parts', async () => {
    const { child, lines } = await begin('unexpected')
    assert.deepEqual(await once(child, 'exit'), [1, null])
    assert.deepEqual(lines().slice(2), ['stop second', 'stop first'])
  })

  test('comes by force when a part hangs beyond the deadline', async () => {
    const { child } = await begin('hanging-part')
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(5000) })
    assert.equal(code, 1)
  })
})

suite('retrying for ever', () => {
  test('tells each failure and returns the first success', async () => {
    const failures: unknown[] = []
    let tries = 0
    const work = async () => {
      tries += 1
      if (tries < 2) throw new Error(`try ${tries}`)
      return 'done'
    }
    const onFailure = (error: unknown) => failures.push((error as Error).message)
    const { signal } = new AbortController()
    assert.equal(await retryForever(work, { signal, onFailure }), 'done')
    assert.deepEqual(failures, ['try 1'])
  })

  test('ends at once when told to', async () => {
    const ending = new AbortController()
    const fail = () => Promise.reject(new Error('no'))
    const onFailure = () => ending.abort(new Error('ending'))
    const result = retryForever(fail, { signal: ending.signal, onFailure })
    await assert.rejects(result, { name: 'AbortError' })
  })
})

async function begin(mode: string): Promise<{ child: ChildProcess; lines: () => string[] }> {
  const child = spawn(process.execPath, [program, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', chunk => {
    text += chunk
  })
  while (!text.includes('started')) await once(child.stdout, 'data')
  return { child, lines: () => text.trim().split('\n') }
}
