import type { Page } from '../page.ts'

/** Something wrong, and where. */
export interface Finding {
  readonly check: string
  /** The alert whose page it is. */
  readonly where: string
  readonly problem: string
}

/** What pages are compared with. */
export interface LintContext {
  /** Names of Kafka's tools that `./firedrill kafka` runs. */
  readonly kafkaTools: ReadonlySet<string>
  /** Alerts that each scenario raises or allows, by its id. */
  readonly scenarios: ReadonlyMap<string, ReadonlySet<string>>
  /** Alerts that some scenario must raise. */
  readonly raised: ReadonlySet<string>
  /** Titles of the panels of each dashboard, by its title. */
  readonly dashboards: ReadonlyMap<string, ReadonlySet<string>>
  /** Ports of this stack, from .env. */
  readonly ports: ReadonlySet<string>
  /** Processes that have a log. */
  readonly processes: ReadonlySet<string>
  /** Whether a path exists, seen from the folder of the pages. */
  readonly exists: (path: string) => boolean
}

/** Looks at one page; each problem is a sentence. */
export interface Check {
  readonly name: string
  readonly look: (page: Page, context: LintContext) => readonly string[]
}
