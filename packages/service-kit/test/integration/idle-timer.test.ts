import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKafka } from '@firedrill/service-kit/kafka/client'
import { quietLogger } from '../support/quiet-logger.ts'
import { requireKafka } from '../support/stack.ts'

const idleMs = 2000
// Measured: 42 ms CPU per idle second with the fault of kafkajs, 6 ms without.
const limitMsPerSecond = 25

suite('an idle kafkajs client', () => {
  test('does not wake every millisecond and warns of no negative timer', async () => {
    const warnings: string[] = []
    const note = (warning: Error) => warnings.push(warning.name)
    process.on('warning', note)
    const kafka = createKafka(await requireKafka(), quietLogger())
    const clients = [kafka.admin(), kafka.producer()]
    for (const client of clients) await client.connect()
    // The measurement itself needs time to pass: there is no event to wait for.
    const before = process.cpuUsage()
    await sleep(idleMs)
    const { user, system } = process.cpuUsage(before)
    for (const client of clients) await client.disconnect()
    process.off('warning', note)
    const msPerSecond = (user + system) / idleMs
    assert.ok(msPerSecond < limitMsPerSecond, `${msPerSecond} ms CPU per idle second`)
    assert.ok(!warnings.includes('TimeoutNegativeWarning'))
  })
})
