import assert from 'node:assert/strict'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { LauncherError } from '../src/errors.ts'
import { assertPortsFree } from '../src/preflight/ports.ts'

describe('ports', () => {
  const servers = [createServer(), createServer()]
  let taken: number[]
  before(async () => {
    taken = await Promise.all(
      servers.map(async server => {
        await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
        return (server.address() as AddressInfo).port
      }),
    )
  })
  after(() => {
    for (const server of servers) server.close()
  })

  it('names every taken port with its setting, its process and its holder', async () => {
    const [prometheus = 0, chaos = 0] = taken
    const stack = [
      { name: 'prometheus', ports: [{ setting: 'PROMETHEUS_PORT' as const, port: prometheus }] },
      { name: 'chaos', ports: [{ setting: 'CHAOS_PORT' as const, port: chaos }] },
    ]
    await assert.rejects(assertPortsFree(stack), (error: unknown) => {
      assert.ok(error instanceof LauncherError)
      assert.equal(error.code, 'PORT_TAKEN')
      const holder = `taken by .*pid ${process.pid}`
      const details = error.details ?? ''
      assert.match(details, new RegExp(`port ${prometheus} \\(PROMETHEUS_PORT, .* ${holder}`))
      assert.match(details, new RegExp(`port ${chaos} \\(CHAOS_PORT, for chaos\\) is ${holder}`))
      assert.match(error.advice ?? '', /\.env/)
      return true
    })
  })

  it('says nothing when all are free', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise(resolve => server.close(resolve))
    await assertPortsFree([{ name: 'chaos', ports: [{ setting: 'CHAOS_PORT', port }] }])
  })
})
