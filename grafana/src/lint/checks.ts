import { annotationsPresent } from './annotations-present.ts'
import { bucketBounds } from './bucket-bounds.ts'
import { clusterChosen } from './cluster-chosen.ts'
import { dashboardLinks } from './dashboard-links.ts'
import { datasourceChosen } from './datasource-chosen.ts'
import { featuresKnown } from './features.ts'
import { metricsInCatalogue } from './metrics-in-catalogue.ts'
import type { Check } from './model.ts'
import { noJobs } from './no-jobs.ts'
import { noOverlap } from './no-overlap.ts'
import { pageLength } from './page-length.ts'
import { panelTypes } from './panel-types.ts'
import { panelUnit } from './panel-unit.ts'
import { panelWords } from './panel-words.ts'
import { promqlParses } from './promql-parses.ts'
import { runbookLinks } from './runbook-links.ts'
import { severalValues } from './several-values.ts'
import { uniqueIds } from './unique-ids.ts'
import { variablesDeclared } from './variables-declared.ts'

/** Every check of a single dashboard; without a stack, from its JSON alone. */
export const checks: readonly Check[] = [
  promqlParses,
  metricsInCatalogue,
  bucketBounds,
  clusterChosen,
  variablesDeclared,
  severalValues,
  noJobs,
  panelWords,
  panelUnit,
  panelTypes,
  datasourceChosen,
  featuresKnown,
  runbookLinks,
  dashboardLinks,
  annotationsPresent,
  uniqueIds,
  noOverlap,
  pageLength,
]
