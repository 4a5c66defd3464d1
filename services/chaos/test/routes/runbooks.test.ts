import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('the runbook of an alert is served where its runbook_url points', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { status, body } = await call('GET', '/runbooks/KafkaBrokerDown')
  assert.equal(status, 200)
  assert.match(body, /^# KafkaBrokerDown/)
})

test('a runbook that does not exist is 404, and a path outside the folder is refused', async t => {
  const { call } = await createTestService(t, createStackDouble())
  assert.equal((await call('GET', '/runbooks/NoSuchAlert')).body.code, 'UNKNOWN_RUNBOOK')
  assert.equal((await call('GET', '/runbooks/..%2F..%2FREADME')).status, 422)
})
