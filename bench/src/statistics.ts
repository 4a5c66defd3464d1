/**
 * The middle of some numbers; between two of them, their mean.
 * @throws RangeError without numbers
 */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('no numbers')
  return (lower + upper) / 2
}
