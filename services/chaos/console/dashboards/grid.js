import { createTile } from './tile.js'

/**
 * The panels of a dashboard on 24 columns. Only what can be seen, or nearly, is asked for.
 * @param page {timezone, cursorKey, onZoom, linksOf}
 */
export function createGrid(container, dashboard, page) {
  const panels = [...dashboard.panels].sort(
    (a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x,
  )
  const tiles = panels.map(panel => createTile(panel, page))
  for (const [index, { element }] of tiles.entries()) place(element, panels[index])
  container.replaceChildren(...tiles.map(({ element }) => element))
  let last
  watchVisibility(tiles, tile => {
    if (last) void tile.refresh(last.context, last.signal)
  })

  return {
    refresh(context, signal) {
      last = { context, signal }
      const seen = tiles.filter(({ isSeen }) => isSeen)
      return Promise.all(seen.map(tile => tile.refresh(context, signal)))
    },
    /** Draws everything anew at the next refresh. */
    reset() {
      for (const tile of tiles) tile.reset()
    },
  }
}

function place(element, { gridPos: { x, y, w, h: height }, type }) {
  element.classList.add(`tile-${type}`)
  if (w <= 6) element.classList.add('narrow-tile')
  element.style.setProperty('--column', `${x + 1} / span ${w}`)
  element.style.setProperty('--row', `${y + 1} / span ${height}`)
  element.style.setProperty('--rows', height)
}

function watchVisibility(tiles, onSeen) {
  const byElement = new Map(tiles.map(tile => [tile.element, tile]))
  const observer = new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) {
        const tile = byElement.get(target)
        const isNew = isIntersecting && !tile.isSeen
        tile.isSeen = isIntersecting
        if (isNew) onSeen(tile)
      }
    },
    { rootMargin: '200px' },
  )
  for (const { element } of tiles) observer.observe(element)
}
