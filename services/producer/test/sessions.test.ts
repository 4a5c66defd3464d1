import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Session } from '../src/send/session.ts'
import { openSessions } from '../src/send/sessions.ts'
import { defaultSettings, type ProducerSettings } from '../src/settings.ts'
import { batchOf, record } from './support/records.ts'

/** Sessions that write down what happens to them, by the topic that they serve alone. */
function setUp(overrides: ProducerSettings['topicOverrides']) {
  const settings = { ...defaultSettings, topicOverrides: overrides }
  const log: string[] = []
  const sessions = openSessions(
    () => settings,
    (ownTopic = 'shared') => {
      log.push(`open ${ownTopic}`)
      const note = (what: string) => async () => void log.push(`${what} ${ownTopic}`)
      return {
        send: async batch => {
          log.push(`${batch.topic} by ${ownTopic}`)
          return []
        },
        connected: note('connected'),
        renew: note('renew'),
        retire: () => void log.push(`retire ${ownTopic}`),
        close: note('close'),
      } satisfies Session
    },
  )
  const send = (topic: string) => sessions.send(batchOf(record({ topic })))
  return { settings, sessions, send, log }
}

suite('the sessions', () => {
  test('give a topic with an override a producer of its own, the first time it sends', async () => {
    const { send, log } = setUp({ audit: { lingerMs: 0 } })
    for (const topic of ['orders', 'audit', 'invoices', 'audit']) await send(topic)
    assert.deepEqual(log, [
      'open shared',
      'orders by shared',
      'open audit',
      'audit by audit',
      'invoices by shared',
      'audit by audit',
    ])
  })

  test('close it when the override is gone', async () => {
    const { settings, sessions, send, log } = setUp({ audit: { lingerMs: 0 } })
    await send('audit')
    settings.topicOverrides = {}
    await sessions.retune()
    await send('audit')
    assert.deepEqual(log.slice(-2), ['retire audit', 'audit by shared'])
  })

  test('renew it when it no longer is, or becomes, idempotent', async () => {
    const { settings, sessions, send, log } = setUp({ audit: { lingerMs: 0 } })
    await send('audit')
    settings.topicOverrides = { audit: { lingerMs: 5 } }
    await sessions.retune()
    assert.ok(!log.includes('renew audit'))
    settings.topicOverrides = { audit: { acks: 1 } }
    await sessions.retune()
    assert.equal(log.at(-1), 'renew audit')
  })

  test('let no producer know of a topic that was left', async () => {
    const { sessions, send, log } = setUp({ audit: { lingerMs: 0 } })
    await send('audit')
    sessions.leave('audit')
    assert.equal(log.at(-1), 'retire audit')
    sessions.leave('run-7')
    assert.equal(log.at(-1), 'renew shared')
  })
})
