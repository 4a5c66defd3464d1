import { panelFeatures } from './features.js'
import { dashboardFeatures } from './features-of-dashboards.js'

/**
 * What a dashboard asks for and the pages cannot draw, each as one line; nothing is skipped in
 * silence.
 */
export function unsupportedIn(dashboard) {
  const { panels = [], ...rest } = dashboard
  return [
    ...check(rest, dashboardFeatures),
    ...panels.flatMap(panel => unsupportedInPanel(panel).map(line => `${panel.title}: ${line}`)),
  ]
}

/** The same of one panel. */
export function unsupportedInPanel(panel) {
  const features = panelFeatures[panel.type]
  if (features === undefined) return [`panel type ${panel.type}`]
  return check(panel, features)
}

function check(value, features) {
  return leaves(value, '').flatMap(([path, leaf]) => {
    const [, allowed] = features.find(([pattern]) => matches(pattern, path)) ?? []
    if (allowed === undefined) return [`${path} = ${JSON.stringify(leaf)}`]
    return isAllowed(allowed, leaf) ? [] : [`${path} = ${JSON.stringify(leaf)}`]
  })
}

function isAllowed(allowed, leaf) {
  if (allowed === 'any') return true
  return typeof allowed === 'function' ? allowed(leaf) : allowed.includes(leaf)
}

/** `a.b[].c`: what ends with a dot and a star takes everything below. */
function matches(pattern, path) {
  if (!pattern.endsWith('*')) return pattern === path
  const stem = pattern.slice(0, -1)
  return path.startsWith(stem) || path === stem.slice(0, -1)
}

/** Every value that is no object, by its path; places in lists are not told apart. */
function leaves(value, path) {
  if (Array.isArray(value)) {
    return value.length === 0 ? [] : value.flatMap(one => leaves(one, `${path}[]`))
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, one]) =>
      leaves(one, path === '' ? key : `${path}.${key}`),
    )
  }
  return [[path, value]]
}
