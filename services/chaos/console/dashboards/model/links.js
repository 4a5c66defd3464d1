import { localPath } from '../../links.js'
import { addressOf, interpolate } from './interpolate.js'

/**
 * A link of a panel, a cell or a dashboard with its variables filled in: the page's own, and
 * `${__data.fields.topic}` and `${__value.text}` of a row. Only web addresses and our own paths
 * are made.
 * @param {string} url
 * @param {{
 *   variables?: Map<string, any>,
 *   time?: {from: string, to: string},
 *   labels?: object,
 *   value?: any,
 * }} context
 */
export function fillLink(url, { variables = new Map(), time, labels = {}, value }) {
  const filled = url
    .replaceAll(/\$\{__data\.fields(?:\.([\w ]+)|\["([^"]+)"\])\}/g, (_, plain, quoted) =>
      encodeURIComponent(labels[plain ?? quoted] ?? ''),
    )
    .replaceAll(/\$\{__field\.labels\.(\w+)\}/g, (_, name) =>
      encodeURIComponent(labels[name] ?? ''),
    )
    .replaceAll(/\$\{__value\.(?:text|raw)\}/g, encodeURIComponent(value ?? ''))
  const all = new Map([...variables, ...linkVariables(variables, time)])
  return safeUrl(interpolate(filled, all, 'percentencode'))
}

/** Parameters of a link that takes time and variables along. */
export function carryState(url, { variables, time, keepTime, includeVars }) {
  const carried = [
    ...(keepTime && time ? [timeAddress(time)] : []),
    ...(includeVars ? [variablesAddress(variables)] : []),
  ].filter(Boolean)
  if (carried.length === 0) return url
  return `${url}${url.includes('?') ? '&' : '?'}${carried.join('&')}`
}

function linkVariables(variables, time) {
  return [
    ['__url_time_range', { values: [time ? timeAddress(time) : ''], raw: true, isWritten: true }],
    ['__all_variables', { values: [variablesAddress(variables)], raw: true, isWritten: true }],
  ]
}

function timeAddress({ from, to }) {
  return `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
}

function variablesAddress(variables) {
  return [...variables].map(([name, variable]) => addressOf(name, variable)).join('&')
}

function safeUrl(url) {
  if (/^(\/(?!\/)|\?|#)/.test(url)) return url
  return localPath(url) ?? '#'
}
