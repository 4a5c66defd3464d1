import { createHttpApp, type HttpParts } from '@firedrill/service-kit/http'
import type { FastifyInstance } from 'fastify'
import { addGuard, type GuardOptions } from './http/guard.ts'
import { addDocumentation } from './http/openapi.ts'
import { useFieldErrors } from './http/validator.ts'
import { addActionRoutes } from './routes/actions.ts'
import { addAlertRoutes } from './routes/alerts.ts'
import { addConsole } from './routes/console.ts'
import { addFiringAlertsRoute } from './routes/firing-alerts.ts'
import { addFixRoutes } from './routes/fixes.ts'
import { addHintsRoute } from './routes/hints.ts'
import { addRunbookRoute } from './routes/runbooks.ts'
import { addRunRoutes } from './routes/runs.ts'
import { addSafetyRoutes } from './routes/safety.ts'
import { addScenarioRoutes } from './routes/scenarios.ts'
import { addTimelineRoute } from './routes/timeline.ts'
import type { RunManager } from './runs/manager.ts'
import type { RunParts } from './runs/parts.ts'

interface AppParts {
  readonly http: HttpParts
  readonly guard: GuardOptions
  readonly runs: RunParts
  readonly manager: RunManager
  /** Folder of the web page. */
  readonly consoleRoot: string
  /** Folder of the runbooks. */
  readonly runbooksRoot: string
}

/** Builds the HTTP side of the chaos service, without listening. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { http, guard, runs, manager, consoleRoot, runbooksRoot } = parts
  const app = createHttpApp(http) as unknown as FastifyInstance
  addGuard(app, guard)
  useFieldErrors(app)
  await addDocumentation(app)
  addScenarioRoutes(app, runs.scenarios)
  addRunRoutes(app, runs, manager)
  addFixRoutes(app, manager)
  addActionRoutes(app, manager)
  addHintsRoute(app, runs)
  addTimelineRoute(app, runs.store)
  addSafetyRoutes(app, manager)
  addAlertRoutes(app, runs.store)
  addFiringAlertsRoute(app, runs.prometheus)
  addRunbookRoute(app, runbooksRoot)
  await addConsole(app, consoleRoot)
  return app
}
