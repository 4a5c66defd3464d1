import { h } from '../../dom.js'
import { calculationNames } from '../model/reduce.js'

/**
 * The names of the lines and their values: at the shared crosshair, else the last ones. Pressing
 * one shows it alone, pressing it again shows all.
 * @param lines [{name, color}]
 * @param calcs calculations over the whole range, shown before the value
 */
export function createLegend({ lines, calcs, displayMode, onIsolate }) {
  const entries = lines.map(({ name, color }, index) => ({
    button: nameButton(name, color, () => isolate(index)),
    summaries: calcs.map(() => h('span', {})),
    value: h('b', {}),
  }))
  let alone
  function isolate(index) {
    alone = alone === index ? undefined : index
    entries.forEach(({ button }, at) => {
      button.setAttribute('aria-pressed', String(at === alone))
      button.classList.toggle('off', alone !== undefined && at !== alone)
    })
    onIsolate(alone)
  }
  const names = calcs.map(calc => calculationNames[calc] ?? calc)
  return {
    element: displayMode === 'table' ? drawTable(entries, names) : drawList(entries, names),
    /** @param texts one for each line */
    showValues(texts) {
      for (const [index, text] of texts.entries()) write(entries[index].value, text)
    },
    /** @param rows texts for each line, one for each calculation */
    showSummaries(rows) {
      for (const [index, texts] of rows.entries()) {
        for (const [at, text] of texts.entries()) write(entries[index].summaries[at], text)
      }
    },
  }
}

function nameButton(name, color, onclick) {
  const content = [h('i', { class: 'swatch', style: `--swatch: ${color}` }), h('span', {}, name)]
  const looks = { type: 'button', class: 'legend-name', title: name, 'aria-pressed': 'false' }
  return h('button', { ...looks, onclick }, ...content)
}

function drawList(entries, names) {
  const items = entries.map(({ button, summaries, value }) => {
    const extra = summaries.map((cell, at) => h('span', { class: 'muted' }, `${names[at]} `, cell))
    return h('li', {}, button, extra, value)
  })
  return h('ul', { class: 'legend', tabIndex: 0, 'aria-label': 'Legend' }, items)
}

function drawTable(entries, names) {
  const head = ['', ...names, 'now'].map(text => h('th', { scope: 'col' }, text))
  const rows = entries.map(({ button, summaries, value }) =>
    h(
      'tr',
      {},
      [button, ...summaries, value].map(content => h('td', {}, content)),
    ),
  )
  const table = h('table', {}, h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows))
  return h('div', { class: 'legend legend-table', tabIndex: 0 }, table)
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}
