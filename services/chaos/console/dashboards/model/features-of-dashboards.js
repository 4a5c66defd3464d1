import { parseVariableQuery, variableTypes } from './variables.js'

/** What the pages understand of a dashboard beside its panels: path, and the values known there. */
export const dashboardFeatures = [
  ['uid', 'any'],
  ['title', 'any'],
  ['description', 'any'],
  ['tags[]', 'any'],
  ['editable', 'any'],
  ['schemaVersion', 'any'],
  ['version', 'any'],
  ['fiscalYearStartMonth', 'any'],
  ['timezone', ['browser', 'utc', '']],
  ['graphTooltip', [0, 1, 2]],
  ['refresh', 'any'],
  ['time.from', 'any'],
  ['time.to', 'any'],
  ['timepicker.*', 'any'],
  ['links[].type', ['link', 'dashboards']],
  ['links[].title', 'any'],
  ['links[].url', 'any'],
  ['links[].tags[]', 'any'],
  ['links[].icon', 'any'],
  ['links[].tooltip', 'any'],
  ['links[].asDropdown', 'any'],
  ['links[].targetBlank', 'any'],
  ['links[].includeVars', [true, false]],
  ['links[].keepTime', [true, false]],
  ['links[].placement', 'any'],
  ['templating.list[].type', variableTypes],
  ['templating.list[].query', query => parseVariableQuery(query) !== undefined || isPlain(query)],
  ['templating.list[].query.query', query => parseVariableQuery(query) !== undefined],
  ['templating.list[].query.refId', 'any'],
  ['templating.list[].query.qryType', [1, 5]],
  ['templating.list[].*', 'any'],
  ['annotations.list[].builtIn', 'any'],
  ['annotations.list[].datasource.type', ['prometheus', 'grafana']],
  ['annotations.list[].*', 'any'],
]

/** A list of choices, not a function that we do not know. */
function isPlain(query) {
  return !/^\w+\(/.test(String(query))
}
