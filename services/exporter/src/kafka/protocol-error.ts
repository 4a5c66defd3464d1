import { protocolErrorsCodesById } from '@platformatic/kafka'

/** An error that a broker reports for one item of an otherwise good answer. */
export class ItemError extends Error {
  constructor(item: string, errorCode: number) {
    super(`${item}: ${protocolErrorsCodesById[errorCode] ?? `error ${errorCode}`}`)
    this.name = 'ItemError'
  }
}
