// What runs inside the browser: its functions are handed over as text, each must stand alone.

/** Every panel as it is shown: {title, type, state, text, isInked}. */
export function readTiles() {
  return [...document.querySelectorAll('.tile')].map(tile => {
    const canvas = tile.querySelector('canvas')
    const pixels = canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
    return {
      title: tile.querySelector('h2').textContent,
      type: [...tile.classList].find(name => /^tile-\w+$/.test(name)).slice('tile-'.length),
      state: tile.dataset.state,
      text: tile.querySelector('.tile-body').textContent.trim(),
      note: tile.querySelector('.tile-note').textContent,
      isInked: pixels?.some(value => value !== 0) ?? false,
    }
  })
}

/** By how many pixels the page is wider than the window, and what is: {pixels, widest}. */
export function measureOverflow() {
  const pixels = document.documentElement.scrollWidth - innerWidth
  const isWide = element => element.getBoundingClientRect().right > innerWidth + 1
  const wide = pixels > 0 ? [...document.querySelectorAll('body *')].filter(isWide) : []
  return {
    pixels,
    widest: wide
      .slice(0, 5)
      .map(element => element.className)
      .join(' | '),
  }
}

/** Where the crosshair stands, as a part of the graph's width. */
export function crosshairPlaces(lines) {
  return lines.map(line => {
    const { m41: left } = new DOMMatrix(getComputedStyle(line).transform)
    return left / line.parentElement.clientWidth
  })
}

export function pageHeight() {
  return document.documentElement.scrollHeight
}
