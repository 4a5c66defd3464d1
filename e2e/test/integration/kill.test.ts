import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventually } from '../../src/polling.ts'
import { type Mark, openLedger } from '../../src/stack/ledger.ts'
import { connect } from '../../src/stack/running-stack.ts'

const stack = connect()
const ledger = openLedger(stack.config.ledgerUrl)
const normalRate = 100
const loadedRate = 300

const services = Object.keys(stack.config.servicePorts).filter(
  name => !name.startsWith('spare') || name === 'spare-1',
)

let start: Mark
before(async () => {
  start = await ledger.mark()
  await stack.setOrderRate(loadedRate)
})

after(async () => {
  await stack.setOrderRate(normalRate)
  await ledger.close()
})

for (let round = 1; round <= stack.config.killRounds; round += 1) {
  const broker = `kafka-${((round + 1) % 3) + 1}`
  test(`round ${round}: every acknowledged order is paid once after kill -9 of each service and of ${broker}`, async t => {
    for (const victim of services) await stack.restarted(victim, await stack.kill(victim))
    // A killed member holds up its group until its session is over: 45 s with the good default.
    await stack.healthy(240)
    await stack.kill(broker)
    await stack.healthy(120)
    const end = await ledger.mark()
    await eventually('every acknowledged order is paid', 240, async () => {
      const { unpaid } = await ledger.audit(start, end)
      return unpaid === 0
    })
    const audit = await ledger.audit(start, end)
    t.diagnostic(JSON.stringify(audit))
    assert.ok(audit.acknowledged > 0, 'orders flowed meanwhile')
    assert.deepEqual({ unpaid: audit.unpaid, doubled: audit.doubled }, { unpaid: 0, doubled: 0 })
    await eventually('all replicas are back in sync', 120, async () => {
      const [sample] = await stack.prometheus.query(
        'sum(kafka_server_replicamanager_under_replicated_partitions) + 3 - sum(up{job="kafka"})',
      )
      return sample?.value[1] === '0'
    })
  })
}
