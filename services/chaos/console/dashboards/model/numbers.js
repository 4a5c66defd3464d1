/**
 * A number in words of digits: three significant ones at most, without needless zeros, and with a
 * true minus sign.
 * @param decimals exactly so many digits after the point
 */
export function formatNumber(value, decimals = undefined, significant = 3) {
  if (value === 0) return (0).toFixed(decimals ?? 0)
  const size = Math.abs(value)
  if (decimals !== undefined) return sign(value) + size.toFixed(decimals)
  if (size < 1e-4 || size >= 1e15) return sign(value) + size.toExponential(1)
  const places = Math.max(0, significant - 1 - Math.floor(Math.log10(size)))
  return sign(value) + String(Number(size.toFixed(Math.min(places, 8))))
}

/**
 * Divides until a number is below the base: 12,300 by 1000 is {scaled: 12.3, power: 1}.
 * @param powers how many there are names for
 */
export function scale(value, base, powers) {
  let scaled = value
  let power = 0
  // 999.6 would be shown as 1000.
  while (Math.abs(scaled) >= base - 0.5 && power < powers - 1) {
    scaled /= base
    power += 1
  }
  return { scaled, power }
}

function sign(value) {
  return value < 0 ? '−' : ''
}
