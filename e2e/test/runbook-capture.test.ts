import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { type TestContext, test } from 'node:test'
import { capturePages } from '../src/runbooks/capture-pages.ts'
import { type Ran, runCommand } from '../src/runbooks/run-command.ts'
import { makeFolder, noStack, ok, pageOf } from './runbook-folder.ts'

const page = (...diagnosis: string[]) =>
  pageOf({ diagnosis, mitigation: ['./firedrill kafka topics --list'] })

function setUp(t: TestContext, pages: Record<string, string>, answer: (text: string) => Ran) {
  const { parts, say, ...folder } = makeFolder(t, pages, answer)
  const limits = { commandMs: 5000, totalMs: 7000 }
  return { ...folder, parts: { ...parts, say, limits } }
}

test('the diagnosis is run and shown, what the mitigation holds is not run', async t => {
  const { parts, asked, read, outputs } = setUp(t, { X: page('top -b -n 1') }, () =>
    ok('kafka-3  stopped\nin /somewhere/firedrill/.env\n'),
  )
  assert.equal(await capturePages(parts, 'broker-down', ['X']), 1)
  assert.deepEqual(asked, ['top -b -n 1'])
  assert.deepEqual(outputs('X'), ['kafka-3  stopped\nin ./.env', undefined])
  assert.match(read('X'), /During `broker-down` \(2026-11-24\):/)
})

test('a command that several alerts share is run once', async t => {
  const pages = { X: page('top -b -n 1'), Y: page('top -b -n 1') }
  const { parts, asked, outputs } = setUp(t, pages, () => ok('fine'))
  assert.equal(await capturePages(parts, 'broker-down', ['X', 'Y']), 2)
  assert.equal(asked.length, 1)
  assert.equal(outputs('Y')[0], 'fine')
})

test('a page keeps what it shows of a drill that it names earlier', async t => {
  let count = 0
  const { parts, outputs } = setUp(t, { X: page('top -b -n 1') }, text =>
    ok(text.startsWith('top') ? `${++count}` : 'fine'),
  )
  const capture = async (during: string) => {
    await capturePages(parts, during, ['X'])
    return outputs('X')[0]
  }
  assert.equal(await capture('no-controller'), '1')
  assert.equal(await capture('noop'), '1')
  assert.equal(await capture('broker-down'), '2')
  assert.equal(await capture('no-controller'), '2')
  assert.equal(await capture('broker-down'), '3')
})

test('an answer that does not come is shown as such', async t => {
  const { parts, outputs } = setUp(t, { X: page('top -b -n 1') }, () => {
    return { output: 'asking …\n', exitCode: undefined }
  })
  await capturePages(parts, 'no-controller', ['X'])
  assert.equal(outputs('X')[0], 'asking …\n(no answer within 5 s)')
})

test('a command that changes something, is wrong, or comes too late is said and not shown', async t => {
  const changing = './firedrill kafka topics --delete --topic orders'
  const commands = [changing, 'top -b -n 1', './firedrill logs a', './firedrill logs b']
  const { parts, asked, said, outputs } = setUp(t, { X: page(...commands, 'cat /proc/a') }, text =>
    text.startsWith('top') ? { output: 'top: not found', exitCode: 127 } : ok('said'),
  )
  await capturePages(parts, 'broker-down', ['X'])
  assert.deepEqual(asked, commands.slice(1))
  assert.deepEqual(outputs('X').slice(0, 5), [undefined, undefined, 'said', 'said', undefined])
  assert.match(said.join('\n'), /--delete[\s\S]*exit code 127[\s\S]*the time is over/)
})

test('without a stack nothing is asked and no page is touched', async t => {
  const { parts, asked, read } = setUp(t, { X: page('top -b -n 1') }, () => noStack)
  await assert.rejects(capturePages(parts, 'broker-down', ['X']), /no stack runs from/)
  assert.deepEqual([asked, read('X')], [[], page('top -b -n 1')])
})

test('a shell command gives both its streams and its exit code', async () => {
  const parts = { cwd: tmpdir(), timeoutMs: 5000, signal: new AbortController().signal }
  assert.deepEqual(await runCommand('echo a; echo b >&2; exit 3', parts), {
    output: 'a\nb\n',
    exitCode: 3,
  })
})

test('a pipeline that does not end is ended as a whole', async () => {
  const parts = { cwd: tmpdir(), timeoutMs: 300, signal: new AbortController().signal }
  const startedAt = Date.now()
  assert.deepEqual(await runCommand('echo begun; sleep 60 | cat', parts), {
    output: 'begun\n',
    exitCode: undefined,
  })
  assert.ok(Date.now() - startedAt < 10_000)
})
