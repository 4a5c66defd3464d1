import { measured } from '../result-text.ts'
import { markdownTable } from '../table.ts'
import { passed, type ScenarioResult } from './result.ts'

/** A section with the last run of each scenario under Docker; empty when there is none. */
export function underDocker(last: readonly ScenarioResult[]): string {
  if (last.length === 0) return ''
  const head = ['scenario', 'alerts, fired after', 'right fix', 'residue', 'took', 'verdict']
  return `
## Under Docker

The same loop with the stack in containers, for scenarios that inject every kind of fault between them. The images were
built locally to stand in for the official ones.

${markdownTable([...head, 'measured'], last.map(row))}`
}

function row(result: ScenarioResult): string[] {
  const { scenario, alerts, fixes, residue, seconds } = result
  const right = fixes.filter(({ kind }) => kind === 'right')
  return [
    scenario,
    alerts.map(({ alert, firedAfter }) => `${alert}: ${firedAfter ?? 'not'} s`).join(', '),
    right.map(({ fix, passed: good }) => (good ? fix : `**${fix} did not help**`)).join(', '),
    residue.length === 0 ? 'none' : String(residue.length),
    `${seconds} s`,
    passed(result) ? 'passed' : '**failed**',
    measured(result),
  ]
}
