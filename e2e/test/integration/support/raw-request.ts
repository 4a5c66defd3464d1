import { request } from 'node:http'

/** Sends headers that fetch refuses to send, Host among them; returns the status. */
export function rawStatus(
  method: string,
  url: string,
  headers: Record<string, string>,
  body = '',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject).end(body)
  })
}
