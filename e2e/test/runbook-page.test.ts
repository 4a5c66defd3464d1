import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rankOf, wordsOfDrill } from '../src/runbooks/drills.ts'
import { isProven, type Output, parsePage, printOf, withOutputs } from '../src/runbooks/page.ts'
import { proofOf, renderProofs } from '../src/runbooks/proof.ts'

const text = `# KafkaBrokerDown

## Diagnosis

Which one?

\`\`\`sh
./firedrill status
\`\`\`

What lost a replica?

\`\`\`sh
./firedrill kafka topics --describe --under-replicated-partitions
# elsewhere: kafka-topics.sh --bootstrap-server BROKER:9092 --describe --under-replicated-partitions
\`\`\`

Then read on.

## Drill

\`broker-down\`: \`./firedrill verify
broker-down\`. It is raised by \`no-controller\` too.
`

const captured = (during: string, print: string): Output => {
  return { during, date: '2026-11-24', text: '## kafka-3  stopped', print }
}

function captureAll(from: string, during: string) {
  const page = parsePage('KafkaBrokerDown', from)
  return withOutputs(
    page,
    new Map(page.commands.map(command => [command, captured(during, printOf(command))])),
  )
}

test('a page is read as its commands, each in its section', () => {
  const { commands, sections } = parsePage('KafkaBrokerDown', text)
  assert.deepEqual(
    commands.map(({ section, text: own }) => [section, own.split('\n').length]),
    [
      ['Diagnosis', 1],
      ['Diagnosis', 2],
    ],
  )
  assert.deepEqual([...sections.keys()], ['Diagnosis', 'Drill'])
})

test('an output stands below its command, and the rest of the page stays as it is', () => {
  const after = captureAll(text, 'broker-down')
  const added =
    /\n\nDuring `broker-down` \(2026-11-24\):\n\n```text \w{8}\n## kafka-3 {2}stopped\n```/g
  assert.equal(after.match(added)?.length, 2)
  assert.equal(after.replaceAll(added, ''), text)
  assert.deepEqual(parsePage('X', after).commands[0]?.output?.during, 'broker-down')
})

test('a new output takes the place of the old one', () => {
  const once = captureAll(text, 'broker-down')
  assert.equal(captureAll(once, 'broker-down'), once)
  assert.match(captureAll(once, 'a stopped exporter'), /During a stopped exporter \(/)
})

test('a command that was edited after its output was captured is not proven', () => {
  const page = captureAll(text, 'broker-down')
  assert.ok(parsePage('X', page).commands.every(isProven))
  const commented = page.replace('# elsewhere', '# in production')
  assert.ok(parsePage('X', commented).commands.every(isProven))
  const edited = page.replace('./firedrill status\n', './firedrill status --json\n')
  assert.deepEqual(parsePage('X', edited).commands.map(isProven), [false, true])
  assert.equal(
    renderProofs([proofOf(parsePage('X', edited))]),
    '1 of 2 commands, of diagnosis and mitigation, have been run while their alert fired; ' +
      '0 of 1 runbooks are proven as a whole.\n\nNot proven yet:\n\n- X\n  - `./firedrill status --json`',
  )
})

test('a runbook is proven when its mitigation was run as well', () => {
  const block = '\n```sh\noffset=$(ask)\nact "$offset"\n```\n'
  const page = captureAll(text, 'broker-down').replace(
    '## Drill',
    `## Mitigation\n${block}\n## Drill`,
  )
  const { proven, unproven } = proofOf(parsePage('X', page))
  assert.deepEqual([proven, unproven], [2, ['offset=$(ask)\nact "$offset"']])
  assert.match(
    renderProofs([{ alert: 'X', proven, unproven }]),
    /`offset=\$\(ask\); act "\$offset"`/,
  )
  const whole = captureAll(page, 'broker-down')
  assert.deepEqual(proofOf(parsePage('X', whole)), { alert: 'X', proven: 3, unproven: [] })
})

test('the drill that a page names first is preferred, what it does not name comes last', () => {
  const page = parsePage('KafkaBrokerDown', text)
  assert.deepEqual(wordsOfDrill(page), ['broker-down', 'no-controller'])
  const ranks = ['broker-down', 'no-controller', 'noop'].map(during => rankOf(page, during))
  assert.deepEqual(ranks, [0, 1, 2])
})
