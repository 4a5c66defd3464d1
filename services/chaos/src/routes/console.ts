import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pageHeaders } from '../http/page-headers.ts'
import { renderPage, type Site } from '../pages/shell.ts'

interface ConsolePage {
  readonly path: string
  /** A file in `console/pages`, without its ending. */
  readonly file: string
  readonly title: string
  readonly area: 'drills' | 'dashboards'
  readonly styles: readonly string[]
  readonly script: string
}

const pages: readonly ConsolePage[] = [
  {
    path: '/',
    file: 'drills',
    title: 'Firedrill',
    area: 'drills',
    styles: ['verdict', 'scenarios', 'run', 'dialogs'],
    script: 'app.js',
  },
  {
    path: '/dashboards',
    file: 'dashboards',
    title: 'Dashboards · Firedrill',
    area: 'dashboards',
    styles: ['lists'],
    script: 'dashboards/list-page.js',
  },
  {
    // Grafana's own path, and its parameters: a link to one of them works in the other.
    path: '/d/:uid',
    file: 'dashboard',
    title: 'Dashboard · Firedrill',
    area: 'dashboards',
    styles: ['palette', 'dashboard', 'tiles', 'stats', 'tables', 'charts', 'prose'],
    script: 'dashboards/page.js',
  },
]

/** Serves the web pages and their files. @param root the folder of the files */
export async function addConsole(app: FastifyInstance, root: string, site: Site): Promise<void> {
  for (const { path, file, ...page } of pages) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const body = await readFile(join(root, 'pages', `${file}.html`), 'utf8')
      return reply
        .headers(pageHeaders)
        .type('text/html; charset=utf-8')
        .send(renderPage(site, { ...page, body }))
    })
  }
  await app.register(fastifyStatic, {
    root,
    index: false,
    cacheControl: false,
    setHeaders: reply => {
      reply.headers(pageHeaders)
    },
  })
}
