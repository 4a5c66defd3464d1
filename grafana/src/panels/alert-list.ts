import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus } from '../queries.ts'
import type { PanelText } from './common.ts'

/** Alerts that fire or are pending in Prometheus; the watchdog, which always fires, is left out. */
export function alertList(panel: PanelText): PanelBuilder {
  return new PanelBuilder()
    .type('alertlist')
    .id(panel.id)
    .title(panel.title)
    .description(panel.description)
    .datasource(prometheus)
    .span(panel.width)
    .height(panel.height)
    .options({
      viewMode: 'list',
      groupMode: 'default',
      groupBy: [],
      sortOrder: 3,
      maxItems: 20,
      alertName: '',
      alertInstanceLabelFilter: '{severity!="none"}',
      dashboardAlerts: false,
      datasource: 'Prometheus',
      stateFilter: {
        firing: true,
        pending: true,
        recovering: true,
        noData: false,
        normal: false,
        error: true,
      },
    })
}
