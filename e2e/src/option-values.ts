import { InvalidArgumentError } from 'commander'

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0')
  return Number(text)
}
