import { h } from '../../dom.js'
import { cssColor } from '../chart/theme.js'
import { loadTargets } from '../data/targets.js'
import { display } from '../model/display.js'
import { configOf } from '../model/field-config.js'
import { interpolate } from '../model/interpolate.js'
import { calculations } from '../model/reduce.js'
import { valuesOf } from '../model/series.js'
import { sparkline } from './sparkline.js'

/** Numbers that are read at a glance. */
export function createStat(panel, body) {
  const { options = {} } = panel
  const calc = calculations[options.reduceOptions?.calcs?.[0] ?? 'lastNotNull']

  function draw({ answers }, { variables }) {
    const numbers = valuesOf(answers).map(one => readNumber(one, variables))
    const state = numbers.length > 0 ? 'data' : emptyState(panel)
    const shown = numbers.length > 0 ? numbers : [nothing(panel)]
    const withNames = showsNames(options.textMode, shown)
    const look = numbers.length > 0 ? (options.colorMode ?? 'value') : 'nothing'
    const tiles = shown.map(number => numberTile(number, { options, withNames, look }))
    body.replaceChildren(h('div', { class: `stats ${options.orientation ?? 'auto'}` }, tiles))
    return state
  }

  function readNumber(one, variables) {
    const name = interpolate(one.name, variables)
    const config = configOf(panel, { name, refId: one.refId, isNumber: true })
    return { name, values: one.values, ...display(config, calc(one.values)) }
  }

  return {
    load: (context, signal) => loadTargets(panel, context, { width: 300, signal }),
    draw,
  }
}

function emptyState({ fieldConfig }) {
  return fieldConfig?.defaults?.noValue === undefined ? 'empty' : 'no-value'
}

function nothing(panel) {
  const config = configOf(panel, {})
  return { name: '', values: [], text: config.noValue ?? 'No data', suffix: '' }
}

function showsNames(textMode = 'auto', numbers) {
  if (textMode === 'auto') return numbers.length > 1
  return textMode === 'value_and_name' || textMode === 'name'
}

function numberTile({ name, text, suffix, color, values }, { options, withNames, look }) {
  const tile = h(
    'div',
    { class: `stat ${look}` },
    withNames ? h('span', { class: 'stat-name' }, name) : undefined,
    options.textMode === 'name'
      ? undefined
      : h(
          'strong',
          { class: text.length > 9 ? 'stat-value long' : 'stat-value' },
          text,
          suffix ? h('small', {}, suffix) : undefined,
        ),
    options.graphMode === 'area' && values.length > 1 ? sparkline(values) : undefined,
  )
  if (color !== undefined) tile.style.setProperty('--tone', cssColor(color))
  return tile
}
