import { randomBytes } from 'node:crypto'

/** Text of which about half compresses, as the JSON of events does; no two payloads are alike. */
export function createPayloads(bytes: number): { next(): Buffer } {
  const template = Buffer.alloc(bytes, 'account status created updated amount ')
  template.write(
    randomBytes(bytes)
      .toString('base64')
      .slice(0, bytes / 2),
  )
  let sequence = 0
  return {
    next: () => {
      const payload = Buffer.from(template)
      for (let at = 0; at + 64 <= bytes; at += 64) {
        sequence = (sequence + 7919) % 2 ** 32
        payload.writeUInt32LE(sequence, at)
      }
      return payload
    },
  }
}
