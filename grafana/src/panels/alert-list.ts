import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus } from '../queries.ts'
import { type PanelSource, type PanelText, runbookLinks } from './common.ts'

/**
 * Alerts that fire or are pending in Prometheus; the watchdog, which always fires, is left out. Such
 * a panel knows a data source by its name alone, which is another in another Grafana. Without one it
 * asks all that have alerts, and `class` tells ours.
 */
export function alertList(panel: PanelText): PanelSource {
  return links =>
    new PanelBuilder()
      .type('alertlist')
      .id(panel.id)
      .title(panel.title)
      .description(panel.description)
      .links(runbookLinks(panel, links))
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
        alertInstanceLabelFilter: '{cluster="$cluster",class=~"cause|symptom",severity!="none"}',
        dashboardAlerts: false,
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
