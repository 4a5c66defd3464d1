import type { Feature } from './feature-table.ts'

/** What the checks read of a generated dashboard; the JSON has more. */
export interface DashboardJson {
  readonly uid: string
  readonly title: string
  readonly panels: readonly PanelJson[]
  readonly links?: readonly LinkJson[]
  readonly templating: { readonly list: readonly VariableJson[] }
  readonly annotations: { readonly list: readonly AnnotationJson[] }
}

export interface PanelJson {
  readonly id: number
  readonly type: string
  readonly title?: string
  readonly description?: string
  readonly datasource?: DatasourceJson
  readonly links?: readonly LinkJson[]
  readonly targets?: readonly TargetJson[]
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string; readonly noValue?: string }
  }
  /** Of a list of alerts: the name of the one data source that it asks. */
  readonly options?: { readonly datasource?: string }
  readonly gridPos: GridJson
}

export interface GridJson {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface TargetJson {
  readonly refId: string
  readonly expr: string
  readonly legendFormat?: string
  readonly datasource?: DatasourceJson
}

export interface LinkJson {
  readonly title: string
  readonly url: string
  readonly keepTime?: boolean
  readonly includeVars?: boolean
}

export interface VariableJson {
  readonly name: string
  readonly type: string
  readonly query?: string
  readonly allValue?: string
  readonly multi?: boolean
  readonly datasource?: DatasourceJson
}

export interface AnnotationJson {
  readonly name: string
  readonly expr?: string
  readonly datasource?: DatasourceJson
}

interface DatasourceJson {
  readonly uid: string
}

/** Something wrong, and where. */
export interface Finding {
  readonly check: string
  readonly where: string
  readonly problem: string
}

/** What a check may compare the dashboards with. */
export interface LintContext {
  /** Names of every series that the catalogue's metrics make. */
  readonly seriesNames: ReadonlySet<string>
  /** Alerts that have a runbook. */
  readonly runbooks: ReadonlySet<string>
  /** Address of the runbooks, without a slash at the end. */
  readonly runbookBase: string
  readonly dashboardUids: ReadonlySet<string>
  /** The table of grafana/README.md. */
  readonly features: readonly Feature[]
}

/** Looks at one dashboard. */
export type Check = (dashboard: DashboardJson, context: LintContext) => Finding[]

/** Types of panels that show numbers. */
export const dataPanelTypes: ReadonlySet<string> = new Set(['timeseries', 'stat', 'table'])
