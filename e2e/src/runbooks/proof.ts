import { isProven, type Page, runnable } from './page.ts'

/** How far a runbook is proven: its diagnosis, run while its alert fired. */
export interface Proof {
  readonly alert: string
  readonly proven: number
  /** What was never run during the fault, or was edited since. */
  readonly unproven: readonly string[]
}

export function proofOf({ alert, commands }: Page): Proof {
  const diagnosis = commands.filter(({ section }) => section === 'Diagnosis')
  const unproven = diagnosis.filter(command => !isProven(command)).map(runnable)
  return { alert, proven: diagnosis.length - unproven.length, unproven }
}

/** A Markdown list of what is unproven, below one line that sums it up. */
export function renderProofs(proofs: readonly Proof[]): string {
  const open = proofs.filter(({ unproven }) => unproven.length > 0)
  const proven = proofs.reduce((sum, each) => sum + each.proven, 0)
  const all = proven + open.reduce((sum, { unproven }) => sum + unproven.length, 0)
  const whole = proofs.length - open.length
  const sum =
    `${proven} of ${all} commands have been run while their alert fired; ` +
    `${whole} of ${proofs.length} runbooks are proven as a whole.`
  const items = open.map(({ alert, unproven }) =>
    [`- ${alert}`, ...unproven.map(command => `  - \`${command}\``)].join('\n'),
  )
  return [sum, ...(open.length > 0 ? [`Not proven yet:\n\n${items.join('\n')}`] : [])].join('\n\n')
}
