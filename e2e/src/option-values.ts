import { InvalidArgumentError } from 'commander'

/** For an option that may be given several times. */
export function oneMore(text: string, earlier: readonly string[]): string[] {
  return [...earlier, text]
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0')
  return Number(text)
}
