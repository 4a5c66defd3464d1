import { createHttpApp, type HttpApp, type HttpParts } from '@firedrill/service-kit/http'
import type { AcceptedBurst } from './load/bursts.ts'
import { addBursts } from './routes/bursts.ts'

interface AppParts extends HttpParts {
  readonly burst: (body: unknown) => Promise<AcceptedBurst>
}

/** Builds the producer's HTTP side without listening. */
export function createApp(parts: AppParts): HttpApp {
  const app = createHttpApp(parts)
  addBursts(app, parts.burst)
  return app
}
