import { isProven, type Page, runnable } from './page.ts'

const sections: readonly string[] = ['Diagnosis', 'Mitigation']

/** How far a runbook is proven: its diagnosis and its mitigation, run while its alert fired. */
export interface Proof {
  readonly alert: string
  readonly proven: number
  /** What was never run during the fault, or was edited since. */
  readonly unproven: readonly string[]
}

export function proofOf({ alert, commands }: Page): Proof {
  const own = commands.filter(({ section }) => sections.includes(section))
  const unproven = own.filter(command => !isProven(command)).map(runnable)
  return { alert, proven: own.length - unproven.length, unproven }
}

/** A Markdown list of what is unproven, below one line that sums it up. */
export function renderProofs(proofs: readonly Proof[]): string {
  const open = proofs.filter(({ unproven }) => unproven.length > 0)
  const proven = proofs.reduce((sum, each) => sum + each.proven, 0)
  const all = proven + open.reduce((sum, { unproven }) => sum + unproven.length, 0)
  const whole = proofs.length - open.length
  const sum =
    `${proven} of ${all} commands, of diagnosis and mitigation, have been run while their alert ` +
    `fired; ${whole} of ${proofs.length} runbooks are proven as a whole.`
  const items = open.map(({ alert, unproven }) =>
    [`- ${alert}`, ...unproven.map(command => `  - \`${onOneLine(command)}\``)].join('\n'),
  )
  return [sum, ...(open.length > 0 ? [`Not proven yet:\n\n${items.join('\n')}`] : [])].join('\n\n')
}

function onOneLine(command: string): string {
  return command.replaceAll('\n', '; ')
}
