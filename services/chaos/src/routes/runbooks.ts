import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError } from '@firedrill/service-kit/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { chaosErrors } from '../errors.ts'

const params = Type.Object({ alert: Type.String({ pattern: '^[A-Za-z0-9]{1,80}$' }) })

/**
 * GET /runbooks/:alert is where the `runbook_url` of every alert points: the page as Markdown.
 * @param root the folder of the runbooks, a file for each alert
 */
export function addRunbookRoute(app: FastifyInstance, root: string): void {
  app.get<{ Params: { alert: string } }>(
    '/runbooks/:alert',
    { schema: { params } },
    async (request, reply) => {
      const { alert } = request.params
      const text = await readFile(join(root, `${alert}.md`), 'utf8').catch(() => undefined)
      if (text === undefined) throw new OperationalError(chaosErrors.unknownRunbook, alert)
      return reply.type('text/markdown; charset=utf-8').send(text)
    },
  )
}
