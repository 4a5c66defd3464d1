import { InvalidArgumentError } from 'commander'

/** For an option that may be given several times. */
export function oneMore(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text]
}

export function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new InvalidArgumentError('must be a JSON object such as {"broker":"kafka-1"}')
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0')
  return Number(text)
}
