import type { HttpApp } from '@firedrill/service-kit/http'
import type { AcceptedBurst } from '../load/bursts.ts'

/** POST /bursts: offers many records at once; 202 with what will be sent. */
export function addBursts(app: HttpApp, burst: (body: unknown) => Promise<AcceptedBurst>): void {
  app.post('/bursts', (request, reply) => {
    reply.code(202)
    return burst(request.body)
  })
}
