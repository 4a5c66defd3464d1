import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Nothing from elsewhere, and in nobody's frame: a click here can stop a broker. */
const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the web page at `/`. @param root the folder of its files */
export async function addConsole(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    setHeaders: reply => {
      reply.headers({
        'content-security-policy': contentSecurity,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      })
    },
  })
}
