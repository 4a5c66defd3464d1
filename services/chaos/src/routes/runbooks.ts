import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { chaosErrors } from '../errors.ts'
import { pageHeaders } from '../http/page-headers.ts'
import { createMarkdownRenderer } from '../pages/markdown.ts'
import { type Runbook, renderRunbook, renderRunbookList } from '../pages/runbook-pages.ts'
import type { Site } from '../pages/shell.ts'
import { readDashboards } from './dashboards.ts'

const params = Type.Object({ alert: Type.String({ pattern: '^[A-Za-z0-9]{1,80}$' }) })

interface Folders {
  /** A file for each alert. */
  readonly runbooks: string
  readonly dashboards: string
}

/**
 * GET /runbooks/:alert is where the `runbook_url` of every alert points: a page for a browser, the
 * Markdown for everybody else. GET /runbooks lists them.
 */
export function addRunbookRoutes(app: FastifyInstance, folders: Folders, site: Site): void {
  const render = createMarkdownRenderer()

  app.get('/runbooks', { schema: { hide: true } }, async (_request, reply) => {
    const alerts = await listAlerts(folders.runbooks)
    const runbooks = await Promise.all(alerts.map(alert => readRunbook(folders.runbooks, alert)))
    return sendPage(reply, renderRunbookList(site, runbooks))
  })

  app.get<{ Params: { alert: string } }>(
    '/runbooks/:alert',
    { schema: { params } },
    async ({ params: { alert }, headers }, reply) => {
      const runbook = await readRunbook(folders.runbooks, alert)
      void reply.header('vary', 'accept')
      if (!`${headers.accept}`.includes('text/html')) {
        return reply.type('text/markdown; charset=utf-8').send(runbook.text)
      }
      const alerts = await listAlerts(folders.runbooks)
      const dashboards = await readDashboards(folders.dashboards)
      const paths = new Map(dashboards.map(({ title, uid }) => [title, `/d/${uid}`]))
      return sendPage(
        reply,
        await renderRunbook(site, render, { runbook, alerts, dashboards: paths }),
      )
    },
  )
}

async function readRunbook(folder: string, alert: string): Promise<Runbook> {
  const text = await readFile(join(folder, `${alert}.md`), 'utf8').catch(() => undefined)
  if (text === undefined) throw new OperationalError(chaosErrors.unknownRunbook, alert)
  return { alert, text }
}

async function listAlerts(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(name => /^[A-Za-z0-9]+\.md$/.test(name))
  return names.map(name => name.slice(0, -3)).sort((a, b) => a.localeCompare(b))
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.headers(pageHeaders).type('text/html; charset=utf-8').send(html)
}
