import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { createExporter } from '../src/app.ts'
import { createBrokerPool } from '../src/kafka/broker-pool.ts'

async function scrape(parts: { diskBudgetBytes?: number }): Promise<string> {
  const { http } = createExporter({
    logger: pino({ level: 'silent' }),
    settings: {
      current: { pollIntervalMs: 60_000 },
      patch: () => Promise.reject(new Error('not in this test')),
      subscribe: () => undefined,
    },
    pool: createBrokerPool('test', {}),
    bootstrap: [],
    ...parts,
  })
  const { body } = await http.inject('/metrics')
  await http.close()
  return body
}

test('the disk budget is what the environment says, and absent without', async () => {
  assert.match(await scrape({ diskBudgetBytes: 1024 }), /^kafka_disk_budget_bytes 1024$/m)
  assert.doesNotMatch(await scrape({}), /kafka_disk_budget_bytes/)
})
