/** What the page needs to know of a scenario, as the chaos service answers it or defines it. */
export interface CatalogueEntry {
  readonly id: string
  /** Null for a control. */
  readonly evidence: object | null
  readonly fixes: {
    /** A scenario is judged by its first right fix. */
    readonly right: readonly { readonly id: string }[]
    readonly wrong: readonly { readonly id: string }[]
  }
}

export type Catalogue = readonly CatalogueEntry[]
