import { createServer } from 'node:http'

/** What the fake answers: data by the path and the query that it was asked. */
export type Answers = (path: string, query: URLSearchParams) => unknown

/** A server that answers as Prometheus does; an Error of `answers` becomes its error answer. */
export async function fakePrometheus(answers: Answers): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake')
    response.setHeader('content-type', 'application/json')
    try {
      const data = answers(pathname.replace('/api/v1/', ''), searchParams)
      response.end(JSON.stringify({ status: 'success', data }))
    } catch (error) {
      response.statusCode = 400
      response.end(JSON.stringify({ status: 'error', error: String(error) }))
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: () => new Promise(resolve => server.close(() => resolve())),
  }
}
