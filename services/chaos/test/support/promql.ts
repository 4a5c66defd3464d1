import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './stack-double.ts'

/** A series in promtool's notation, one sample a second from the start of time. */
export interface TestSeries {
  readonly series: string
  readonly values: string
}

/**
 * Whether an expression returns anything, evaluated by Prometheus' own engine.
 * @param atSeconds since the start of time
 */
export async function holds(
  expr: string,
  series: readonly TestSeries[],
  atSeconds: number,
): Promise<boolean> {
  // That nothing is returned is what promtool is told to expect: it fails if something is.
  const check = { expr, eval_time: `${atSeconds}s`, exp_samples: [] }
  const test = { interval: '1s', input_series: series, promql_expr_test: [check] }
  const file = join(makeFolder(), 'test.json')
  // JSON is YAML, which is what promtool reads.
  await writeFile(
    file,
    JSON.stringify({ rule_files: [], evaluation_interval: '1s', tests: [test] }),
  )
  const promtool = spawn('promtool', ['test', 'rules', file])
  let said = ''
  promtool.stdout.on('data', chunk => {
    said += chunk
  })
  promtool.stderr.on('data', chunk => {
    said += chunk
  })
  const [code] = await once(promtool, 'close')
  if (code === 0) return false
  if (/got:/.test(said)) return true
  throw new Error(said)
}
