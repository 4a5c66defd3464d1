import { prometheusFrom } from './config.ts'
import { placeRules, readLintContext, readRuleFiles } from './lint/context.ts'
import { askPrometheus } from './live/api.ts'
import { liveFindings } from './live/findings.ts'

// Compares the rules with a running, healthy stack, and tells what they cost it.
// Exit code 1: a metric that nobody exports, a rule that is missing or fails, an alert that fires.
const { url, profile } = prometheusFrom(process.env)
const running = await askPrometheus(url)
const findings = liveFindings(placeRules(readRuleFiles(profile)), readLintContext(), running)
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
