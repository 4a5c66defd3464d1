import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { chaosErrors } from '../errors.ts'
import { errorSchema } from '../http/schemas.ts'

/** What is used here of Grafana's dashboard JSON; the pages read the rest. */
interface Dashboard {
  readonly uid: string
  readonly title: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly panels: readonly { readonly title?: string }[]
}

const summarySchema = Type.Object({
  uid: Type.String(),
  title: Type.String(),
  description: Type.String(),
  tags: Type.Array(Type.String()),
  panels: Type.Array(Type.String(), { description: 'their titles' }),
})

const params = Type.Object({ uid: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }) })

/**
 * GET /api/dashboards and /api/dashboards/:uid: the JSON files that Grafana reads.
 * @param root their folder; read anew each time, so that a change is seen at once
 */
export function addDashboardRoutes(app: FastifyInstance, root: string): void {
  const list = {
    tags: ['dashboards'],
    summary: 'Every dashboard',
    response: { 200: Type.Array(summarySchema) },
  }
  app.get('/api/dashboards', { schema: list }, async () =>
    (await readDashboards(root)).map(summarize),
  )

  const show = {
    tags: ['dashboards'],
    summary: 'One dashboard as Grafana stores it',
    params,
    response: { 404: errorSchema },
  }
  app.get<{ Params: { uid: string } }>('/api/dashboards/:uid', { schema: show }, async request => {
    const { uid } = request.params
    const found = (await readDashboards(root)).find(dashboard => dashboard.uid === uid)
    if (found === undefined) throw new OperationalError(chaosErrors.unknownDashboard, uid)
    return found
  })
}

/** Every dashboard of a folder, the one to begin with first. */
export async function readDashboards(root: string): Promise<Dashboard[]> {
  const names = (await readdir(root)).filter(name => name.endsWith('.json'))
  const texts = await Promise.all(names.map(name => readFile(join(root, name), 'utf8')))
  const all = texts.map(text => JSON.parse(text) as Dashboard)
  return all.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
}

/** The one to begin with comes first. */
function rank({ uid }: Dashboard): number {
  return uid === 'firedrill-overview' ? 0 : 1
}

function summarize({ uid, title, description = '', tags = [], panels }: Dashboard) {
  const titles = panels.flatMap(panel => panel.title ?? [])
  return { uid, title, description, tags, panels: titles }
}
