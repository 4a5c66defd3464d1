import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { createRefresher } from '../../console/dashboards/refresher.js'

// The two things of a browser that the refresher listens to.
const browser = globalThis as { document?: unknown; addEventListener?: unknown }
let tab: EventTarget & { hidden: boolean }
let view: EventTarget

interface Round {
  readonly signal: AbortSignal
  end(error?: Error): void
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  mock.method(console, 'warn', () => undefined)
  tab = Object.assign(new EventTarget(), { hidden: false })
  view = new EventTarget()
  browser.document = tab
  browser.addEventListener = view.addEventListener.bind(view)
})

afterEach(() => {
  mock.reset()
  delete browser.document
  delete browser.addEventListener
})

function start(pauseSeconds: number | 'never' = 5) {
  const rounds: Round[] = []
  const round = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve())
      rounds.push({ signal, end })
    })
  const refresher = createRefresher(round, () =>
    pauseSeconds === 'never' ? undefined : pauseSeconds,
  )
  refresher.now()
  return { rounds, refresher }
}

/** Lets promises settle, then time pass. */
async function pass(seconds: number): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  mock.timers.tick(seconds * 1000)
  await new Promise(resolve => setImmediate(resolve))
}

test('a round begins only when the one before has ended', async () => {
  const { rounds } = start()
  await pass(60)
  assert.equal(rounds.length, 1)
  rounds[0]?.end()
  await pass(5)
  assert.equal(rounds.length, 2)
})

test('a round that fails is followed by the next', async () => {
  const { rounds } = start()
  rounds[0]?.end(new Error('no answer'))
  await pass(5)
  assert.equal(rounds.length, 2)
})

test('a round that is asked for ends the one under way', async () => {
  const { rounds, refresher } = start()
  refresher.now()
  assert.equal(rounds.length, 2)
  assert.equal(rounds[0]?.signal.aborted, true)
  assert.equal(rounds[1]?.signal.aborted, false)
  rounds[0]?.end()
  await pass(60)
  assert.equal(rounds.length, 2, 'the ended one starts nothing')
})

test('while the page is hidden nothing is asked, then at once', async () => {
  const { rounds } = start()
  tab.hidden = true
  tab.dispatchEvent(new Event('visibilitychange'))
  assert.equal(rounds[0]?.signal.aborted, true)
  rounds[0]?.end()
  await pass(60)
  assert.equal(rounds.length, 1)
  tab.hidden = false
  tab.dispatchEvent(new Event('visibilitychange'))
  assert.equal(rounds.length, 2)
})

test('who leaves the page ends what is under way', async () => {
  const { rounds } = start()
  view.dispatchEvent(new Event('pagehide'))
  assert.equal(rounds[0]?.signal.aborted, true)
  rounds[0]?.end()
  await pass(60)
  assert.equal(rounds.length, 1)
})

test('a page that is not live looks once', async () => {
  const { rounds } = start('never')
  rounds[0]?.end()
  await pass(3600)
  assert.equal(rounds.length, 1)
})
