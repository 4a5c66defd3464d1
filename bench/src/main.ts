import { benchmarks } from './benchmarks.ts'
import { readConfig } from './config.ts'
import { formatTable } from './table.ts'

const config = readConfig()
const interactive = process.stderr.isTTY
let failures = 0

for (const { name, title, run } of benchmarks) {
  console.log(`${name}: ${title}\n`)
  const progress = (text: string) =>
    interactive ? process.stderr.write(`\r  ${text}\x1b[K`) : undefined
  const { columns, rows, passed, verdict } = await run({ config, progress })
  progress('\r')
  console.log(`${formatTable(columns, rows)}\n\n${passed ? 'PASS' : 'FAIL'}  ${verdict}\n`)
  if (!passed) failures += 1
}
process.exitCode = failures === 0 ? 0 : 1
