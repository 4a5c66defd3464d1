import { megabytes } from '../footprint/budget.ts'
import type { Machine } from '../machine.ts'
import { markdownTable } from '../table.ts'
import { keepsUp, type LoadStep } from './step.ts'

export const loadHeads = [
  'offered',
  'acknowledged',
  'paid',
  'oldest unpaid',
  'send p99',
  'exporter p99, Kafka',
  'exporter p99, ledger',
  'cores',
  'memory',
  'verdict',
]

/** A step as text, in the order of `loadHeads`. */
export function loadRow(step: LoadStep): string[] {
  return [
    `${step.ordersPerSecond}/s`,
    `${Math.round(step.acknowledged)}/s`,
    `${Math.round(step.paid)}/s`,
    `${step.lagSeconds.toFixed(1)} s`,
    inMilliseconds(step.sendP99),
    inMilliseconds(step.kafkaP99),
    inMilliseconds(step.ledgerP99),
    step.cores.toFixed(2),
    megabytes(step.bytes),
    [keepsUp(step) ? 'keeps up' : 'falls behind', ...step.firing].join(', '),
  ]
}

export interface Circumstances extends Machine {
  date: string
  commit: string
  stepSeconds: number
}

/** docs/load.md: what was measured, by `e2e/src/load.ts`. */
export function loadPage(steps: readonly LoadStep[], at: Circumstances): string {
  const best = steps.findLast(keepsUp)?.ordersPerSecond
  return `# How many orders it takes

Made by \`node e2e/src/load.ts --write\` on the running stack: the order rate is raised by the producer's setting, held for
${at.stepSeconds} s after it has settled, and read from Prometheus; the first rate at which something falls behind is the last.

Measured on ${at.date} with commit ${at.commit}, on ${at.cores} cores and ${at.gigabytes} GB that everything shares: three brokers,
PostgreSQL, Prometheus and all services. ${best === undefined ? 'No rate was kept up with.' : `**${best} orders a second** were kept up with.`}

${markdownTable(loadHeads, steps.map(loadRow))}
*Offered* is the setting, *acknowledged* what the brokers confirmed with \`acks=all\`, *paid* what the ledger booked,
*oldest unpaid* the lag in seconds at the end. *Exporter p99* is the time of one round of questions. *Cores* and *memory* are
what brokers, services, Prometheus and Alertmanager took; PostgreSQL comes on top. Names of alerts stand behind the
verdict when they fired.

\`\`\`sh
curl -X PATCH -H 'content-type: application/json' -d '{"ordersPerSecond":500}' http://127.0.0.1:8101/settings
\`\`\`
`
}

function inMilliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`
}
