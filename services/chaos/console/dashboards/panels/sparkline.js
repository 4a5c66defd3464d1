const namespace = 'http://www.w3.org/2000/svg'

/** A line without axes behind a number, in the number's colour. */
export function sparkline(values) {
  const numbers = values.filter(Number.isFinite)
  const low = Math.min(...numbers)
  const height = Math.max(...numbers) - low || 1
  const points = numbers.map((value, index) => {
    const x = (index / Math.max(1, numbers.length - 1)) * 100
    return `${x.toFixed(2)},${(30 - ((value - low) / height) * 28).toFixed(2)}`
  })
  const svg = element('svg', { viewBox: '0 0 100 31', preserveAspectRatio: 'none', class: 'spark' })
  svg.setAttribute('aria-hidden', 'true')
  svg.append(
    element('polygon', { points: `0,31 ${points.join(' ')} 100,31` }),
    element('polyline', { points: points.join(' ') }),
  )
  return svg
}

function element(tag, attributes) {
  const created = document.createElementNS(namespace, tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value)
  return created
}
