import type { DashboardUid } from '@firedrill/prometheus/dashboards'
import type { Links } from '@firedrill/prometheus/links'
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { PanelSource } from '../panels/common.ts'
import { alertAnnotations, runAnnotations } from './annotations.ts'
import { dashboardNames } from './names.ts'
import { clusterVariable, datasourceVariable, type VariableName, variables } from './variables.ts'

/** A dashboard as we write it: the panels flow from left to right, then into the next line. */
export interface DashboardSource {
  readonly uid: DashboardUid
  readonly description: string
  /** Variables beside data source and cluster. */
  readonly variables: readonly VariableName[]
  /** How far back the page looks at first; 15 minutes unless told otherwise. */
  readonly from?: `now-${string}`
  readonly panels: readonly PanelSource[]
}

/** Builds the dashboard with its links, annotations and variables. */
export function buildDashboard(source: DashboardSource, links: Links): Dashboard {
  const dashboard = new DashboardBuilder(dashboardNames[source.uid])
    .uid(source.uid)
    .description(source.description)
    .tags(['firedrill', 'kafka'])
    .refresh('5s')
    .time({ from: source.from ?? 'now-15m', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .links(linksFrom(source.uid))
    .variables([datasourceVariable, clusterVariable, ...source.variables.map(n => variables[n])])
    .annotations([alertAnnotations, runAnnotations])
  for (const panel of source.panels) dashboard.withPanel(panel(links))
  return dashboard.build()
}

/** The other dashboards, opened with the same time and the same choices. */
function linksFrom(here: DashboardUid): DashboardLinkBuilder[] {
  return Object.entries(dashboardNames)
    .filter(([uid]) => uid !== here)
    .map(([uid, title]) =>
      new DashboardLinkBuilder(title)
        .type(DashboardLinkType.Link)
        .url(`/d/${uid}`)
        .keepTime(true)
        .includeVars(true),
    )
}
