import { matcherIds, overrideIds } from './field-config.js'
import { mappingTypes } from './mappings.js'
import { calculations } from './reduce.js'
import { transformations } from './transformations.js'
import { isKnownUnit } from './units.js'

const calcs = Object.keys(calculations)
const isColor = name =>
  /^(#[0-9a-f]{6}|text|transparent|((super-|semi-)?(light|dark)-)?(green|red|orange|blue|yellow|purple))$/.test(
    name,
  )

const isDatasource = uid => /^\$\{?datasource\}?$/.test(uid)

/** Of every panel. */
const common = [
  ['id', 'any'],
  ['type', 'any'],
  ['title', 'any'],
  ['description', 'any'],
  ['transparent', [false]],
  ['repeatDirection', 'any'],
  ['pluginVersion', 'any'],
  ['gridPos.*', 'any'],
  ['datasource.type', ['prometheus']],
  ['datasource.uid', isDatasource],
  ['links[].title', 'any'],
  ['links[].url', 'any'],
  ['links[].targetBlank', 'any'],
  ['links[].type', ['link']],
  ['links[].icon', 'any'],
  ['links[].tooltip', 'any'],
  ['links[].asDropdown', [false]],
  ['links[].includeVars', [true, false]],
  ['links[].keepTime', [true, false]],
]

/** Of every panel that asks Prometheus. */
const queries = [
  ['targets[].expr', 'any'],
  ['targets[].legendFormat', 'any'],
  ['targets[].refId', 'any'],
  ['targets[].datasource.type', ['prometheus']],
  ['targets[].datasource.uid', isDatasource],
  ['targets[].instant', [true, false]],
  ['targets[].range', [true, false]],
  ['targets[].interval', 'any'],
  ['targets[].format', ['time_series', 'table']],
  ['targets[].editorMode', 'any'],
  ['targets[].exemplar', [false]],
  ['targets[].hide', [true, false]],
  ['interval', 'any'],
  ['maxDataPoints', 'any'],
]

const fields = [
  ['fieldConfig.defaults.unit', isKnownUnit],
  ['fieldConfig.defaults.decimals', 'any'],
  ['fieldConfig.defaults.min', 'any'],
  ['fieldConfig.defaults.max', 'any'],
  ['fieldConfig.defaults.noValue', 'any'],
  ['fieldConfig.defaults.displayName', 'any'],
  ['fieldConfig.defaults.thresholds.mode', ['absolute', 'percentage']],
  ['fieldConfig.defaults.thresholds.steps[].value', 'any'],
  ['fieldConfig.defaults.thresholds.steps[].color', isColor],
  ['fieldConfig.defaults.mappings[].type', mappingTypes],
  ['fieldConfig.defaults.mappings[].options.*', 'any'],
  ['fieldConfig.defaults.color.mode', ['thresholds', 'palette-classic', 'fixed']],
  ['fieldConfig.defaults.color.fixedColor', isColor],
  ['fieldConfig.defaults.links[].title', 'any'],
  ['fieldConfig.defaults.links[].url', 'any'],
  ['fieldConfig.defaults.links[].targetBlank', 'any'],
  ['fieldConfig.overrides[].matcher.id', matcherIds],
  ['fieldConfig.overrides[].matcher.options*', 'any'],
  ['fieldConfig.overrides[].properties[].value*', 'any'],
]

const timeSeriesCustom = {
  drawStyle: ['line', 'bars'],
  lineInterpolation: ['linear', 'stepAfter', 'stepBefore'],
  lineWidth: 'any',
  fillOpacity: 'any',
  showPoints: ['never', 'auto', 'always'],
  pointSize: 'any',
  spanNulls: 'any',
  'stacking.mode': ['none', 'normal'],
  'stacking.group': 'any',
  axisSoftMin: 'any',
  axisSoftMax: 'any',
  axisLabel: 'any',
  'scaleDistribution.type': ['linear'],
  'thresholdsStyle.mode': ['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area'],
  'lineStyle.fill': ['solid', 'dash', 'dot'],
  'lineStyle.dash[]': 'any',
}

const tableCustom = {
  align: ['auto', 'left', 'center', 'right'],
  width: 'any',
  minWidth: 'any',
  filterable: 'any',
  inspect: 'any',
  hidden: [true, false],
  'cellOptions.type': ['auto', 'color-text', 'color-background'],
  'cellOptions.mode': ['basic'],
}

const timeSeries = [
  ...common,
  ...queries,
  ...fields,
  ...custom(timeSeriesCustom),
  ['options.legend.showLegend', [true, false]],
  ['options.legend.displayMode', ['list', 'table']],
  ['options.legend.placement', ['bottom', 'right']],
  ['options.legend.calcs[]', calcs],
  ['options.tooltip.mode', ['multi', 'single', 'none']],
  ['options.tooltip.sort', ['none', 'asc', 'desc']],
]

const stat = [
  ...common,
  ...queries,
  ...fields,
  ['fieldConfig.overrides[].properties[].id', overrideIds],
  ['options.graphMode', ['none', 'area']],
  ['options.colorMode', ['background', 'value', 'none']],
  ['options.justifyMode', 'any'],
  ['options.textMode', ['auto', 'value', 'value_and_name', 'name']],
  ['options.wideLayout', 'any'],
  ['options.showPercentChange', [false]],
  ['options.percentChangeColorMode', 'any'],
  ['options.orientation', 'any'],
  ['options.reduceOptions.calcs[]', calcs],
  ['options.reduceOptions.values', [false]],
  ['options.reduceOptions.fields', ['']],
]

const table = [
  ...common,
  ...queries,
  ...fields,
  ...custom(tableCustom),
  ['options.showHeader', [true, false]],
  ['options.showTypeIcons', [false]],
  ['options.cellHeight', 'any'],
  ['options.enablePagination', [false]],
  ['options.frameIndex', [0]],
  ['options.footer.show', [false]],
  ['options.footer.countRows', [false]],
  ['options.footer.reducer[]', 'any'],
  ['options.sortBy[].displayName', 'any'],
  ['options.sortBy[].desc', [true, false]],
  ['transformations[].id', Object.keys(transformations)],
  ['transformations[].options.*', 'any'],
  ['transformations[].disabled', [true, false]],
]

const text = [...common, ['options.mode', ['markdown']], ['options.content', 'any']]

const alertList = [
  ...common,
  ['options.viewMode', ['list']],
  ['options.groupMode', ['default']],
  ['options.sortOrder', [1, 2, 3, 4, 5]],
  ['options.maxItems', 'any'],
  ['options.alertName', 'any'],
  ['options.alertInstanceLabelFilter', 'any'],
  ['options.dashboardAlerts', [false]],
  ['options.datasource', 'any'],
  ['options.stateFilter.*', 'any'],
]

/** What each panel type understands: path in the JSON, and the values that it knows there. */
export const panelFeatures = { timeseries: timeSeries, stat, table, text, alertlist: alertList }

function custom(known) {
  const names = [...new Set(Object.keys(known).map(path => `custom.${path.split('.')[0]}`))]
  const inDefaults = Object.entries(known).map(([path, allowed]) => [
    `fieldConfig.defaults.custom.${path}`,
    allowed,
  ])
  return [...inDefaults, ['fieldConfig.overrides[].properties[].id', [...overrideIds, ...names]]]
}
