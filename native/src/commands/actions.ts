import { styleText } from 'node:util'
import type { ChaosClient, Run } from '../chaos/client.ts'
import { describeParams } from '../chaos/params.ts'

interface Offer {
  id: string
  what: string
  params: object
}

/** Does something by hand in the run under way; without a name: lists what can be done. */
export async function actions(
  client: ChaosClient,
  action: string | undefined,
  params: Record<string, unknown>,
): Promise<number> {
  if (action === undefined) {
    for (const offer of await client.call<Offer[]>('GET', '/actions')) {
      console.log(`${styleText('bold', offer.id)}  ${offer.what}`)
      for (const line of describeParams(offer.params)) console.log(styleText('dim', line))
    }
    return 0
  }
  const { id } = await client.call<Run>('POST', '/actions', { action, params })
  console.log(`Done, and recorded in run ${id}, whose end puts it back.`)
  return 0
}
