import { createHttpApp, type HttpParts } from '@firedrill/service-kit/http'
import type { FastifyInstance } from 'fastify'
import { addGuard, type GuardOptions } from './http/guard.ts'
import { addDocumentation } from './http/openapi.ts'
import { useFieldErrors } from './http/validator.ts'
import type { Site } from './pages/shell.ts'
import { addActionRoutes } from './routes/actions.ts'
import { addActiveAlertsRoute } from './routes/active-alerts.ts'
import { addAlertRoutes } from './routes/alerts.ts'
import { addConsole } from './routes/console.ts'
import { addDashboardRoutes } from './routes/dashboards.ts'
import { addFiringAlertsRoute } from './routes/firing-alerts.ts'
import { addFixRoutes } from './routes/fixes.ts'
import { addHintsRoute } from './routes/hints.ts'
import { addPrometheusRoutes } from './routes/prometheus.ts'
import { addRunbookRoutes } from './routes/runbooks.ts'
import { addRunRoutes } from './routes/runs.ts'
import { addSafetyRoutes } from './routes/safety.ts'
import { addScenarioRoutes } from './routes/scenarios.ts'
import { addTimelineRoute } from './routes/timeline.ts'
import { addVendorRoutes } from './routes/vendor.ts'
import type { RunManager } from './runs/manager.ts'
import type { RunParts } from './runs/parts.ts'

interface AppParts {
  readonly http: HttpParts
  readonly guard: GuardOptions
  readonly runs: RunParts
  readonly manager: RunManager
  readonly console: ConsoleParts
}

/** What the pages are made of. */
interface ConsoleParts {
  readonly site: Site
  /** Base URL of the Prometheus that they ask. */
  readonly prometheusUrl: string
  readonly folders: {
    readonly pages: string
    readonly dashboards: string
    readonly runbooks: string
  }
}

/** Builds the HTTP side of the chaos service, without listening. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { http, guard, runs, manager } = parts
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
  await addPages(app, parts.console)
  return app
}

async function addPages(app: FastifyInstance, parts: ConsoleParts): Promise<void> {
  const { site, prometheusUrl, folders } = parts
  addActiveAlertsRoute(app, prometheusUrl)
  addDashboardRoutes(app, folders.dashboards)
  addPrometheusRoutes(app, prometheusUrl)
  addRunbookRoutes(app, folders, site)
  addVendorRoutes(app)
  await addConsole(app, folders.pages, site)
}
