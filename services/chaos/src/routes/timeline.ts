import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance } from 'fastify'
import { chaosErrors } from '../errors.ts'
import { runPath } from '../http/schemas.ts'
import { isOver, type RunEvent } from '../runs/run.ts'
import type { RunStore } from '../runs/store.ts'

const heartbeatMs = 15_000

const schema = {
  tags: ['runs'],
  summary: 'The timeline as server-sent events: what was, then what happens, until the run is over',
  params: runPath,
}

/** GET /runs/:id/timeline */
export function addTimelineRoute(base: FastifyInstance, store: RunStore): void {
  const app = base.withTypeProvider<TypeBoxTypeProvider>()
  app.get('/runs/:id/timeline', { schema }, async (request, reply) => {
    const record = store.get(request.params.id)
    if (record === undefined) {
      throw new OperationalError(chaosErrors.unknownRun, JSON.stringify(request.params.id))
    }
    const { run } = record
    const seen = Number(request.headers['last-event-id'] ?? -1) + 1
    // 204 tells a browser that reconnects at the end to leave it at that.
    if (isOver(run) && seen >= run.timeline.length) return reply.code(204).send()
    reply.hijack()
    stream(reply.raw, store, run, Number.isInteger(seen) ? seen : 0)
    return reply
  })
}

function stream(
  response: import('node:http').ServerResponse,
  store: RunStore,
  run: Parameters<typeof isOver>[0] & { id: string; timeline: readonly RunEvent[] },
  from: number,
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  let next = from
  const send = () => {
    for (; next < run.timeline.length; next += 1) {
      response.write(`id: ${next}\ndata: ${JSON.stringify(run.timeline[next])}\n\n`)
    }
    if (isOver(run)) response.end()
  }
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  const unsubscribe = store.subscribe(run.id, send)
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
  send()
}
