import { h } from '../../dom.js'

const rowsShown = 14

/**
 * What the graph under the pointer says at that moment.
 * @param describe (index) → {time, rows: [{name, text, value, color}], notes: string[]}
 */
export function createTooltip(chart, describe) {
  const box = h('div', { class: 'chart-tip', hidden: true, 'aria-hidden': 'true' })
  chart.over.append(box)
  let isHere = false
  const leave = () => {
    isHere = false
    box.hidden = true
  }
  chart.over.addEventListener('pointerenter', () => {
    isHere = true
  })
  chart.over.addEventListener('pointerleave', leave)

  return {
    update() {
      const { idx, left, top } = chart.cursor
      box.hidden = !isHere || idx === null || idx === undefined || left < 0
      if (box.hidden) return
      box.replaceChildren(...content(describe(idx)))
      place(box, chart.over, { left, top })
    },
  }
}

function content({ time, rows, notes }) {
  const more = rows.length - rowsShown
  return [
    h('time', {}, time),
    ...notes.map(note => h('p', { class: 'chart-tip-note' }, note)),
    h('ul', {}, rows.slice(0, rowsShown).map(tipRow)),
    ...(more > 0 ? [h('p', { class: 'muted' }, `and ${more} more`)] : []),
  ]
}

function tipRow({ name, text, color }) {
  return h(
    'li',
    {},
    h('i', { class: 'swatch', style: `--swatch: ${color}` }),
    h('span', {}, name),
    h('b', {}, text),
  )
}

/** Beside the pointer, on the side where there is room; never out of the window. */
function place(box, over, { left, top }) {
  const frame = over.getBoundingClientRect()
  const width = box.offsetWidth
  const beside = frame.left + left + 14 + width < innerWidth ? left + 14 : left - width - 14
  const x = Math.max(8 - frame.left, beside)
  const y = Math.min(top - 10, innerHeight - frame.top - box.offsetHeight - 8)
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
