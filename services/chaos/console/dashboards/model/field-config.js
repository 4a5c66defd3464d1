/**
 * What holds for one field of a panel: its defaults, and over them every override that matches.
 * @param field {name, refId, isNumber}
 */
export function configOf({ fieldConfig = {} }, field) {
  const { defaults = {}, overrides = [] } = fieldConfig
  const config = { ...defaults, custom: { ...defaults.custom } }
  for (const { matcher, properties } of overrides) {
    if (!matchers[matcher.id]?.(matcher.options, field)) continue
    for (const { id, value } of properties) setProperty(config, id, value)
  }
  return config
}

const matchers = {
  byName: (name, field) => field.name === name,
  byNames: ({ names, mode }, field) =>
    mode === 'exclude' ? !names.includes(field.name) : names.includes(field.name),
  byRegexp: (pattern, field) => toExpression(pattern).test(field.name),
  byFrameRefID: (refId, field) => field.refId === refId,
  byType: (type, field) => (field.isNumber ? 'number' : 'string') === type,
}

export const matcherIds = Object.keys(matchers)

export const overrideIds = [
  'color',
  'decimals',
  'displayName',
  'links',
  'mappings',
  'max',
  'min',
  'noValue',
  'thresholds',
  'unit',
]

function setProperty(config, id, value) {
  if (id.startsWith('custom.')) config.custom[id.slice('custom.'.length)] = value
  else config[id] = value
}

/** `/a.b/i` or `a.b`. */
export function toExpression(pattern) {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(pattern) ?? [undefined, pattern, '']
  return new RegExp(source, flags)
}
