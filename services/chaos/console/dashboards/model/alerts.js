const sorts = {
  1: (a, b) => a.name.localeCompare(b.name),
  2: (a, b) => b.name.localeCompare(a.name),
  3: (a, b) => importance(a) - importance(b) || a.name.localeCompare(b.name),
  4: (a, b) => a.activeAt.localeCompare(b.activeAt),
  5: (a, b) => b.activeAt.localeCompare(a.activeAt),
}

/**
 * The alerts that an alert list shows, in its order.
 * @template {{name: string, state: string, labels: object, activeAt: string}} Alert
 * @param {Alert[]} alerts
 * @param {any} options of the panel
 * @returns {Alert[]}
 */
export function pickAlerts(alerts, options = {}) {
  const { alertName = '', alertInstanceLabelFilter = '', stateFilter = {}, sortOrder = 1 } = options
  const matchers = parseMatchers(alertInstanceLabelFilter)
  return alerts
    .filter(({ state }) => stateFilter[state] !== false)
    .filter(({ name }) => name.toLowerCase().includes(alertName.toLowerCase()))
    .filter(({ name, labels }) => matchers.every(match => match({ alertname: name, ...labels })))
    .sort(sorts[sortOrder])
}

/** Alerts of one rule and state as one entry: {…the first, instances}. */
export function groupAlerts(alerts) {
  const groups = new Map()
  for (const alert of alerts) {
    const key = `${alert.name} ${alert.state}`
    const group = groups.get(key)
    if (group) group.instances.push(alert)
    else groups.set(key, { ...alert, instances: [alert] })
  }
  return [...groups.values()]
}

/** `{severity!="none", team=~"a|b"}` as functions of labels. */
export function parseMatchers(text) {
  return [...text.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g)].map(
    ([, label, operator, wanted]) =>
      labels =>
        operators[operator](labels[label] ?? '', wanted),
  )
}

const whole = pattern => new RegExp(`^(?:${pattern})$`)

const operators = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '=~': (value, wanted) => whole(wanted).test(value),
  '!~': (value, wanted) => !whole(wanted).test(value),
}

/** Firing before pending, critical before warning, a cause before what follows from it. */
function importance({ state, labels: { severity, class: kind } }) {
  return (
    (state === 'firing' ? 0 : 4) + (severity === 'critical' ? 0 : 2) + (kind === 'cause' ? 0 : 1)
  )
}
