import { createHttpApp, type HttpApp, type HttpParts } from '@firedrill/service-kit/http'
import type { Crasher } from './crash/crasher.ts'
import { addCrashRoute } from './routes/crash.ts'

/** Builds the consumer's HTTP side without listening. */
export function createApp(parts: HttpParts & { readonly crasher: Crasher }): HttpApp {
  const app = createHttpApp(parts)
  addCrashRoute(app, parts.crasher)
  return app
}
