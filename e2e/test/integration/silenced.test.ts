import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { eventually } from '../../src/polling.ts'
import { request } from '../../src/stack/request.ts'
import { connect } from '../../src/stack/running-stack.ts'

const stack = connect()
const api = `${stack.config.alertmanagerUrl}/api/v2`
const alert = 'KafkaBrokerDown'

interface Known {
  readonly labels: { readonly alertname: string }
  readonly status: { readonly state: string }
}

/** What Alertmanager says of the alert: `active`, `suppressed`, or nothing. */
async function stateOfAlert(): Promise<string | undefined> {
  const { body } = await request('GET', `${api}/alerts`)
  const known = (body as Known[]).find(({ labels }) => labels.alertname === alert)
  return known?.status.state
}

/** Silences every alert for ten minutes. @returns the id of the silence */
async function silenceAll(): Promise<string> {
  const { status, body } = await request('POST', `${api}/silences`, {
    body: {
      matchers: [{ name: 'alertname', value: '.+', isRegex: true, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 600_000).toISOString(),
      createdBy: 'integration test',
      comment: 'a page that nobody wants to see',
    },
  })
  assert.equal(status, 200)
  return body.silenceID
}

test('a run whose alerts are silenced goes on, and its alerts fire as before', async t => {
  await stack.quiet()
  const { id } = await stack.chaos.start('broker-down')
  let silence = ''
  t.after(async () => {
    if (silence !== '') await request('DELETE', `${api}/silence/${silence}`)
    await stack.chaos.stop(id).catch(() => undefined)
    await stack.finished(id)
  })
  await eventually(`${alert} is active`, 120, async () => (await stateOfAlert()) === 'active')
  silence = await silenceAll()
  await eventually('it is suppressed', 30, async () => (await stateOfAlert()) === 'suppressed')
  // Several looks of the chaos service, which asks every two seconds.
  for (let look = 0; look < 15; look++) {
    const { state, recovered } = await stack.chaos.run(id)
    assert.deepEqual([state, recovered === true], ['ACTIVE', false])
    const { firing } = await stack.prometheus.alerts()
    assert.ok(firing.has(alert), `${alert} fires no more`)
    await wait(1000)
  }
  await stack.chaos.applyFix(id, 'start-broker')
  await eventually('the right fix helps', 120, async () => (await stack.chaos.run(id)).recovered)
})
