import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLoads } from '../../src/clients/kafka/loads.ts'
import { until } from '../support/service.ts'

const options = {
  ...{ topic: 'drill-test', clientId: 'drill', senders: 1, recordsPerSend: 2, recordBytes: 10 },
  ...{ acks: -1 as const, seconds: 60, maxBytes: 40 },
}

/** Brokers that acknowledge everything. */
function createTestLoads(connect = async () => {}) {
  const producer = { connect, disconnect: async () => {}, send: async () => [] }
  const kafka = { producer: () => producer }
  return createLoads(async () => kafka as never)
}

test('a load counts what was acknowledged until its figures are dropped', async () => {
  const loads = createTestLoads()
  await loads.start(options)
  await until('its bytes are used up', () => !loads.count('drill-test').running || undefined)
  assert.equal((await loads.stop('drill-test')).acknowledged, 4)
  assert.equal(loads.count('drill-test').acknowledged, 4)
  loads.forget('drill-test')
  assert.deepEqual(await loads.stop('drill-test'), { acknowledged: 0, failed: 0, running: false })
})

test('senders stop connecting when the run is to end', async () => {
  const ending = new AbortController()
  let connected = 0
  const loads = createTestLoads(async () => {
    connected += 1
    ending.abort()
  })
  const work = loads.start({ ...options, senders: 64 }, ending.signal)
  await assert.rejects(work, { name: 'AbortError' })
  assert.equal(connected, 1)
})
