import { request } from './request.ts'

/** @throws an error with the producer's answer when it does not take the rate */
export async function setOrderRate(producerUrl: string, ordersPerSecond: number): Promise<void> {
  const { status, body } = await request('PATCH', `${producerUrl}/settings`, {
    body: { ordersPerSecond },
  })
  if (status !== 200) throw new Error(`the producer answered ${status}: ${JSON.stringify(body)}`)
}
