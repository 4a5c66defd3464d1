import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../../src/errors.ts'
import { createTestService } from '../support/service.ts'
import { createStackDouble } from '../support/stack-double.ts'

test('the description names every route of the API, and which of them need the token', async t => {
  const { call } = await createTestService(t, createStackDouble())
  const { body } = await call('GET', '/documentation/json')
  const routes = Object.entries(body.paths as Record<string, Record<string, unknown>>).flatMap(
    ([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  for (const route of [
    'GET /scenarios',
    'GET /runs',
    'POST /runs',
    'GET /runs/{id}',
    'DELETE /runs/{id}',
    'GET /runs/{id}/timeline',
    'GET /runs/{id}/hints',
    'POST /runs/{id}/fixes',
    'DELETE /runs/{id}/fixes/{fix}',
    'GET /actions',
    'POST /actions',
    'POST /halt',
    'POST /unlock',
    'GET /status',
    'GET /alerts',
    'POST /alerts/webhook',
  ]) {
    assert.ok(routes.includes(route), route)
  }
  for (const [path, methods] of Object.entries(body.paths) as [string, object][]) {
    for (const [method, each] of Object.entries(methods)) {
      const isReading = method === 'get' || path.startsWith('/prometheus/')
      const isOpen = isReading || path === '/alerts/webhook'
      assert.equal('security' in each, !isOpen, `${method} ${path}`)
      if (path !== '/runbooks/{alert}' && !path.startsWith('/health') && path !== '/metrics') {
        assert.ok('summary' in each, `${method} ${path} has no summary`)
      }
    }
  }
})

test('what acts on others says that they may refuse or not answer', async t => {
  const stack = createStackDouble()
  const { call, reach } = await createTestService(t, stack)
  const { body } = await call('GET', '/documentation/json')
  for (const [method, path] of [
    ['post', '/actions'],
    ['post', '/runs/{id}/fixes'],
    ['delete', '/runs/{id}/fixes/{fix}'],
  ] as const) {
    const { responses } = body.paths[path][method]
    assert.ok('502' in responses && '503' in responses, `${method} ${path}`)
  }

  const { body: run } = await call('POST', '/runs', { scenario: 'broker-down' })
  await reach(run.id, 'ACTIVE')
  const { get } = stack.context.processes
  stack.context.processes.get = async () => {
    throw new OperationalError(chaosErrors.unreachable, 'the control socket')
  }
  const params = { process: 'email', action: 'stop' }
  const replies = [
    await call('POST', '/actions', { action: 'process', params }),
    await call('POST', `/runs/${run.id}/fixes`, { fix: 'start-broker' }),
  ]
  for (const { status, body } of replies) {
    assert.deepEqual([status, body.code], [503, 'UNREACHABLE'])
  }
  stack.context.processes.get = get
  await call('DELETE', `/runs/${run.id}`)
  await reach(run.id, 'RECOVERED')
})
