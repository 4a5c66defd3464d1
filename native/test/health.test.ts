import assert from 'node:assert/strict'
import { createServer as createHttpServer, type Server } from 'node:http'
import { type AddressInfo, createServer, type Server as TcpServer } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { findProblem } from '../src/health.ts'

describe('health', () => {
  let server: Server | TcpServer
  afterEach(() => {
    server.close()
  })

  async function listen(one: Server | TcpServer): Promise<number> {
    server = one
    await new Promise<void>(resolve => one.listen(0, '127.0.0.1', () => resolve()))
    return (one.address() as AddressInfo).port
  }

  const answering = (bytes: Buffer) =>
    createServer(socket => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(bytes))
    })

  it('of a service is its readiness, with what it waits for', async () => {
    let status = 503
    const waitingFor = { kafka: 'KAFKA_BROKERS cannot be reached' }
    const port = await listen(
      createHttpServer((_, response) =>
        response.writeHead(status).end(JSON.stringify({ waitingFor })),
      ),
    )
    const check = { kind: 'http', url: `http://127.0.0.1:${port}/health/ready` } as const
    assert.equal(await findProblem(check), '503 kafka: KAFKA_BROKERS cannot be reached')
    status = 200
    assert.equal(await findProblem(check), undefined)
  })

  it('of a broker is an answer of Kafka', async () => {
    const answer = Buffer.from([0, 0, 0, 6, 0, 0, 0, 1, 0, 0])
    const port = await listen(answering(answer))
    assert.equal(await findProblem({ kind: 'kafka', port }), undefined)
    assert.match((await findProblem({ kind: 'postgres', port })) ?? '', /starting or stopping/)
  })

  it('of PostgreSQL is that it lets clients in', async () => {
    const port = await listen(answering(Buffer.from('R\0\0\0')))
    assert.equal(await findProblem({ kind: 'postgres', port }), undefined)
    assert.match((await findProblem({ kind: 'kafka', port })) ?? '', /not as Kafka/)
  })

  it('is bad when nobody listens', async () => {
    const port = await listen(createServer())
    await new Promise(resolve => server.close(resolve))
    assert.equal(await findProblem({ kind: 'kafka', port }), 'does not listen yet')
    const url = `http://127.0.0.1:${port}/`
    assert.equal(await findProblem({ kind: 'http', url }), 'does not listen yet')
  })
})
