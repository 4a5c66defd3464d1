import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { text } from '../panels/text.ts'
import { alertAnnotations, runAnnotations } from './annotations.ts'
import { causePanels } from './overview-causes.ts'
import { flowPanels } from './overview-flow.ts'
import { ledgerPanels } from './overview-ledger.ts'
import { loadPanels } from './overview-load.ts'
import { verdictPanels } from './overview-verdict.ts'
import { clusterVariable, datasourceVariable } from './variables.ts'

const howToRead = text(
  {
    id: 50,
    title: 'How to read this page',
    description: 'The order in which to look. Good: you rarely get past the first line.',
    width: 24,
    height: 4,
  },
  [
    '**Top down.** Line 1: is the cluster healthy, and is a drill on? Line 2: what do ' +
      'customers notice?',
    'Then the alerts beside the flow of orders: where do offered, sent and paid part?',
    'Lag tells which group suffers, in records and in seconds. The rest names the cause:',
    'replicas, rebalances, restarts, errors, latency, busy brokers. Each alert links to its ' +
      'runbook.',
  ].join('\n'),
)

/** Is it healthy, which alerts, which fault: the page to begin with. */
export function buildOverview(): Dashboard {
  const dashboard = new DashboardBuilder('Overview')
    .uid('firedrill-overview')
    .description('Verdict, what customers notice, flow and lag, then causes.')
    .tags(['firedrill', 'kafka'])
    .refresh('5s')
    .time({ from: 'now-15m', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([datasourceVariable, clusterVariable])
    .annotations([alertAnnotations, runAnnotations])
  const panels = [...verdictPanels, ...ledgerPanels, ...flowPanels, ...causePanels, ...loadPanels]
  for (const panel of panels) dashboard.withPanel(panel)
  return dashboard.withPanel(howToRead).build()
}
