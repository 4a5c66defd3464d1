import { request } from './request.ts'

/** Orders a second that the producer offers unless it is told otherwise. */
export const usualOrdersPerSecond = 100

/** @throws an error with the producer's answer when it does not tell its rate */
export async function readOrderRate(producerUrl: string): Promise<number> {
  const { status, body } = await request('GET', `${producerUrl}/settings`)
  if (status === 200 && typeof body?.ordersPerSecond === 'number') return body.ordersPerSecond
  throw new Error(`the producer answered ${status}: ${JSON.stringify(body)}`)
}

/** @throws an error with the producer's answer when it does not take the rate */
export async function setOrderRate(producerUrl: string, ordersPerSecond: number): Promise<void> {
  const { status, body } = await request('PATCH', `${producerUrl}/settings`, {
    body: { ordersPerSecond },
  })
  if (status !== 200) throw new Error(`the producer answered ${status}: ${JSON.stringify(body)}`)
}
