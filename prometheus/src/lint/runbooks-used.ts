import type { Check } from './model.ts'

// What a command printed holds the words of others, such as the names of Kafka's classes.
const outputs = /^```text[^\n]*\n[\s\S]*?^```$/gm

/** Every runbook has its alert, and each alert that a runbook speaks of exists. */
export const runbooksUsed: Check = (rules, { runbooks }) => {
  const alerts = new Set(rules.map(({ rule }) => rule.alert))
  return [...runbooks].flatMap(([name, text]) => {
    const where = `docs/runbooks/${name}.md`
    const own = alerts.has(name) ? [] : ['no rule raises this alert']
    const named =
      text.replaceAll(outputs, '').match(/\b(Kafka|Payments|Orders|Slo)[A-Z][a-z]\w*/g) ?? []
    const unknown = [...new Set(named)].filter(other => !alerts.has(other))
    return [...own, ...unknown.map(other => `there is no alert ${other}`)].map(problem => ({
      check: 'runbooks-used',
      where,
      problem,
    }))
  })
}
