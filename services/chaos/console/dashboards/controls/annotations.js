import { h } from '../../dom.js'
import { cssColor } from '../chart/theme.js'

/** Boxes to tick: which annotations the graphs show. @param onChange called after each tick */
export function createAnnotationSwitches(list = [], onChange) {
  const known = list.filter(({ expr, enable }) => expr && enable)
  const hidden = new Set()

  function draw({ name, iconColor }) {
    const onchange = () => {
      if (!hidden.delete(name)) hidden.add(name)
      onChange()
    }
    const id = `annotation-${name}`
    const box = h('input', { type: 'checkbox', id, checked: !hidden.has(name), onchange })
    const swatch = h('i', { class: 'swatch', style: `--swatch: ${cssColor(iconColor)}` })
    return h('label', { class: 'switch', htmlFor: id }, box, swatch, name)
  }

  return {
    draw: () => known.map(draw),
    hidden: () => [...hidden],
    shown: () => known.filter(({ name }) => !hidden.has(name)),
  }
}
