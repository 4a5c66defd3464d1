import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultLinks } from '@firedrill/prometheus/links'
import { stringify } from 'yaml'
import { generatedFiles } from '../src/generated-files.ts'
import type { DashboardJson } from '../src/lint/model.ts'
import { fillVariables } from '../src/variable-values.ts'

/** Samples as promtool writes them: labels, and a value every five seconds such as `0x10 1x20`. */
export type Input = Readonly<Record<string, string>>

/** A query of a panel and what it must give: values by labels; `{}` has none. */
export interface Expected {
  readonly panel: string
  readonly refId?: string
  readonly gives: Readonly<Record<string, number>>
}

const everything = { cluster: 'c', group: '.*', topic: '.*', broker: '.*', scenario: '.*' }

/**
 * Evaluates queries of a generated dashboard over made-up samples, ten minutes in.
 * @returns what promtool says; empty if everything is as expected
 */
export function promtoolSays(file: string, input: Input, expected: readonly Expected[]): string {
  const tests = {
    evaluation_interval: '5s',
    tests: [
      {
        interval: '5s',
        input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
        promql_expr_test: expected.map(({ panel, refId = 'A', gives }) => ({
          expr: fillVariables(queryOf(file, panel, refId), { ...everything, __range: '10m' }),
          eval_time: '10m',
          exp_samples: Object.entries(gives).map(([labels, value]) => ({ labels, value })),
        })),
      },
    ],
  }
  const work = mkdtempSync(join(tmpdir(), 'firedrill-panels-'))
  try {
    writeFileSync(join(work, 'panels.test.yml'), stringify(tests))
    const ran = spawnSync('promtool', ['test', 'rules', join(work, 'panels.test.yml')], {
      encoding: 'utf8',
    })
    return ran.status === 0 ? '' : ran.stdout + ran.stderr
  } finally {
    rmSync(work, { recursive: true })
  }
}

function queryOf(file: string, title: string, refId: string): string {
  const dashboard = JSON.parse(generatedFiles(defaultLinks).get(file) ?? '') as DashboardJson
  const panel = dashboard.panels.find(candidate => candidate.title === title)
  const found = panel?.targets?.find(target => target.refId === refId)
  if (found === undefined) throw new Error(`${file} has no query ${refId} in ${title}`)
  return found.expr
}
