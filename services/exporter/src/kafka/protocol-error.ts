import { protocolErrorsCodesById } from '@platformatic/kafka'

/** An error that a broker reports for one item of an otherwise good answer. */
export class ItemError extends Error {
  readonly errorCode: number

  constructor(item: string, errorCode: number) {
    super(`${item}: ${protocolErrorsCodesById[errorCode] ?? `error ${errorCode}`}`)
    this.errorCode = errorCode
    this.name = 'ItemError'
  }
}
