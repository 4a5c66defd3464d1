import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pageHeaders } from '../http/page-headers.ts'

const script = 'text/javascript; charset=utf-8'
const style = 'text/css; charset=utf-8'

/** What the pages import: path here, package, file in it, type. */
const files = [
  ['uplot.js', 'uplot', 'dist/uPlot.esm.js', script],
  ['uplot.css', 'uplot', 'dist/uPlot.min.css', style],
  ['markdown-it.js', 'markdown-it', 'dist/browser/markdown-it.esm.min.mjs', script],
] as const

/** GET /vendor/…: the libraries of the pages, as npm installed them; nothing else of theirs. */
export function addVendorRoutes(app: FastifyInstance): void {
  const { resolve } = createRequire(import.meta.url)
  for (const [name, library, file, type] of files) {
    const path = join(dirname(resolve(`${library}/package.json`)), file)
    app.get(`/vendor/${name}`, { schema: { hide: true } }, (_request, reply) =>
      reply.headers(pageHeaders).type(type).send(createReadStream(path)),
    )
  }
}
