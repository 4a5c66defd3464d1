/** A rule as it stands in a generated rule file. */
export interface RuleJson {
  readonly alert?: string
  readonly record?: string
  readonly expr: string
  readonly for?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** A rule file, parsed. */
export interface RuleFileJson {
  readonly groups: readonly { readonly name: string; readonly rules: readonly RuleJson[] }[]
}

/** A rule and the place where it stands, for people. */
export interface PlacedRule {
  readonly where: string
  readonly rule: RuleJson
}

/** Something wrong, and where. */
export interface Finding {
  readonly check: string
  readonly where: string
  readonly problem: string
}

/** What the checks compare rules with. */
export interface LintContext {
  /** Labels of every series of the catalogue, by its name; those of its target are not among them. */
  readonly labelsOfSeries: ReadonlyMap<string, ReadonlySet<string>>
  /** Names of the series that recording rules have to make. */
  readonly recorded: ReadonlySet<string>
  /** Names of the metrics seen in a real scrape, as they are registered. */
  readonly scraped: ReadonlySet<string>
  /** Text of each runbook, by its name. */
  readonly runbooks: ReadonlyMap<string, string>
  readonly runbookBase: string
  readonly dashboardBase: string
  readonly dashboardUids: ReadonlySet<string>
  readonly jobs: ReadonlySet<string>
}

/** Looks at all rules of a profile. */
export type Check = (rules: readonly PlacedRule[], context: LintContext) => Finding[]

/** A check that looks at one rule after the other. */
export function checkEach(
  name: string,
  look: (rule: RuleJson, context: LintContext) => readonly string[],
): Check {
  return (rules, context) =>
    rules.flatMap(({ where, rule }) =>
      look(rule, context).map(problem => ({ check: name, where, problem })),
    )
}
