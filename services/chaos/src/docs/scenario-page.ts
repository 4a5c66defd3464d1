import { Value } from 'typebox/value'
import type { FaultUse } from '../faults/fault.ts'
import { describeUse } from '../runs/acts.ts'
import type { Fix, Scenario, Source, WrongFix } from '../scenarios/scenario.ts'
import { paramRows } from './param-rows.ts'
import { list, table } from './text.ts'

const head = `# Scenarios

Made from the catalogue in \`services/chaos/src/scenarios\` by \`npm run generate\`: change it there.

A **drill** breaks something for real, names the alerts that must fire and accepts only a fix that
helps. Start one with \`./firedrill run <id>\` or in the console; \`./firedrill verify <id>\` proves it
on the running stack. Windows are those of the training profile, counted from the moment at which
all faults are in place.

Beside the drills there is a lab, \`kafka-or-rabbitmq\`: it breaks nothing, raises no alert, and runs
beside the stack with \`./firedrill lab\`. See [Kafka or RabbitMQ](kafka-or-rabbitmq.md).
`

/** The page of the whole catalogue, in Markdown. */
export function scenarioPage(scenarios: readonly Scenario[]): string {
  const contents = scenarios.map(({ id, title, kind, expect }) => [
    `[${id}](#${id})`,
    title,
    kind,
    expect.fires.map(({ alert }) => alert).join(', ') || 'none',
  ])
  const overview = table(['id', 'what happens', 'kind', 'must fire'], contents)
  return `${[head, overview, ...scenarios.map(describeScenario)].join('\n')}\n`
}

function describeScenario(scenario: Scenario): string {
  const { id, title, source, pager, lesson, params, expect, evidence, recovered, guard } = scenario
  const defaults = Value.Default(params, {}) as Record<string, unknown>
  const parts = [
    `## ${id}\n`,
    `**${title}.** ${pager}\n`,
    `*Teaches:* ${lesson}\n`,
    ...(source === undefined ? [] : [`*Makes real:* “${source}”, ${textOf(source)}\n`]),
    part('What is broken', list(scenario.faults(defaults).map(describeUse))),
    part('Parameters', table(['name', 'what may be set', 'default'], paramRows(params))),
    part('Must fire', table(['alert', 'within', 'ends with'], fireRows(scenario))),
    part('May fire', list(expect.mayFire.map(({ alert, reason }) => `${alert}: ${reason}`))),
    ...(evidence === null ? [] : [`*Evidence:* ${evidence.text}: \`${evidence.expr}\`.\n`]),
    part('Fixes', table(['fix', 'what it does', 'helps'], fixRows(scenario, defaults))),
    ...(recovered === null ? [] : [`*Recovered when:* ${recovered.text}.\n`]),
    ...(guard === undefined ? [] : [`*Ends by itself when:* ${guard.text}.\n`]),
    hintsOf(scenario),
  ]
  return parts.filter(text => text !== '').join('\n')
}

function textOf(source: Source): string {
  const isQuestion = source.startsWith('Q: ')
  return isQuestion ? 'a question of the interview guide' : 'of the ten production scenarios'
}

function part(title: string, text: string): string {
  return text === '' ? '' : `*${title}:*\n\n${text}`
}

function fireRows({ expect }: Scenario): string[][] {
  return expect.fires.map(({ alert, withinSeconds, resolvesAfter }) => [
    `[${alert}](runbooks/${alert}.md)`,
    `${withinSeconds} s`,
    resolvesAfter === 'fix' ? 'the right fix' : 'the run',
  ])
}

function fixRows({ fixes }: Scenario, params: Record<string, unknown>): string[][] {
  const row = (fix: Fix<Record<string, unknown>>, helps: string) => [
    `\`${fix.id}\``,
    `${fix.title}: ${summarize(fix.acts(params))}`,
    helps,
  ]
  return [
    ...fixes.right.map(fix => row(fix, 'yes')),
    ...fixes.wrong.map(fix => row(fix, helpsNot(fix))),
  ]
}

function helpsNot({ holdSeconds, silences = [] }: WrongFix<never>): string {
  const held = `no, held for ${holdSeconds} s`
  return silences.length === 0 ? held : `${held}, though it may end ${silences.join(' and ')}`
}

function summarize(uses: readonly FaultUse[]): string {
  return uses.map(use => `\`${describeUse(use)}\``).join(', ')
}

function hintsOf({ hints }: Scenario): string {
  if (hints.length === 0) return ''
  const steps = hints.map(({ text }, index) => `${index + 1}. ${text}`)
  const summary = '<summary>Hints: where to look, what to ask, why</summary>'
  return `<details>${summary}\n\n${steps.join('\n')}\n\n</details>\n`
}
