import { createAlertList } from './alert-list.js'
import { createStat } from './stat.js'
import { createTable } from './table.js'
import { createText } from './text.js'
import { createTimeSeries } from './time-series.js'

/**
 * How each panel type of Grafana is drawn. A panel is {load(context, signal), draw(loaded,
 * context), destroy?, reset?}; `draw` says what is shown: data, empty, no-value.
 */
export const panelTypes = {
  timeseries: createTimeSeries,
  stat: createStat,
  table: createTable,
  alertlist: createAlertList,
  text: createText,
}
