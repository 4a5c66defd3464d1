import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { prometheusFrom } from './config.ts'
import { placeRules, readLintContext, readRuleFiles } from './lint/context.ts'
import { askPrometheus } from './live/api.ts'
import { liveFindings } from './live/findings.ts'

// Compares the rules with a running, healthy stack, and tells what they cost it.
// Exit code 1: a metric that nobody exports, a rule that is missing or fails, an alert that fires.
// --wait SECONDS: a stack that has just started gets so long until its slowest series are there.
const { values: options } = parseArgs({ options: { wait: { type: 'string', default: '0' } } })
const deadline = Date.now() + Number(options.wait) * 1000
const { url, profile } = prometheusFrom(process.env)
const rules = placeRules(readRuleFiles(profile))
const context = readLintContext()
let running = await askPrometheus(url)
let findings = liveFindings(rules, context, running)
while (findings.length > 0 && Date.now() < deadline) {
  const [{ where, problem } = { where: '', problem: '' }] = findings
  console.log(`${findings.length} findings so far, first: ${where}: ${problem}`)
  await wait(5000)
  running = await askPrometheus(url)
  findings = liveFindings(rules, context, running)
}
for (const { where, problem } of findings) console.error(`✗ ${where}: ${problem}`)

const groups = running.groups.toSorted((a, b) => b.evaluationTime - a.evaluationTime)
const total = groups.reduce((sum, { evaluationTime }) => sum + evaluationTime, 0)
for (const { name, rules, evaluationTime } of groups) {
  console.log(`${name.padEnd(32)} ${String(rules.length).padStart(3)} rules ${ms(evaluationTime)}`)
}
console.log(`${running.series} series; one evaluation of all rules takes ${ms(total)}`)
process.exitCode = findings.length === 0 ? 0 : 1

function ms(seconds: number): string {
  return `${(1000 * seconds).toFixed(1)} ms`
}
