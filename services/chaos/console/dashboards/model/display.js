import { mapValue } from './mappings.js'
import { colorOf } from './thresholds.js'
import { formatParts } from './units.js'

/**
 * How a value is shown: words of a mapping or the number in its unit, and its colour by mapping
 * or threshold, undefined when neither has one.
 * @returns {{text: string, suffix: string, color: string | undefined}}
 */
export function display(config, value) {
  const mapped = mapValue(config.mappings, value)
  const color = mapped?.color ?? colorOf(config.thresholds, value, config)
  if (mapped?.text) return { text: mapped.text, suffix: '', color }
  if (value === null || value === undefined)
    return { text: config.noValue ?? '–', suffix: '', color }
  return { ...formatParts(value, config.unit, config.decimals), color }
}

/** The same as one text. */
export function displayText(config, value) {
  const { text, suffix } = display(config, value)
  return suffix === '' ? text : `${text} ${suffix}`
}
