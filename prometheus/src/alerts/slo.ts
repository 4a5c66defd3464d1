import { sloMetrics } from '@firedrill/service-kit/metrics/slo-metrics'
import { type Alert, alert } from '../alert.ts'
import type { Duration, PerProfile } from '../profiles.ts'
import { type Burn, burns, errorLimit, type Objective, objectives } from '../slo.ts'

const holds = {
  page: { training: '4s', production: '2m' },
  ticket: { training: '10s', production: '15m' },
} as const satisfies Record<string, PerProfile<Duration>>

interface BurnText {
  readonly name: string
  readonly summary: string
  /** What the events that miss the objective have in common. */
  readonly missed: string
}

/** A page or a ticket: one of two burns shows in its long window and in its short one. */
function burn(objective: Objective, kind: 'page' | 'ticket', text: BurnText): Alert {
  const allowed = `${Number((100 * (1 - objective.target)).toFixed(3))}%`
  return alert({
    name: text.name,
    class: 'symptom',
    severity: kind === 'page' ? 'critical' : 'warning',
    params: {
      training: { limits: burning(objective, burns.training[kind]) },
      production: { limits: burning(objective, burns.production[kind]) },
    },
    expr: ({ limits }) => `max by (cluster, slo) (${limits})`,
    for: holds[kind],
    summary: text.summary,
    description:
      `{{ $value | humanizePercentage }} of ${text.missed} lately; the objective allows ` +
      `${allowed} in the long run${kind === 'page' ? ', and at this pace its budget is soon gone' : ''}.`,
    dashboard: 'firedrill-slo',
  })
}

function burning({ slo, target }: Objective, both: readonly [Burn, Burn]): string {
  return both
    .map(each => {
      const above = (window: Duration) =>
        `${sloMetrics.errorRatio.name}{slo="${slo}",window="${window}"}` +
        ` > ${errorLimit({ slo, target }, each)}`
      return `${above(each.long)} and on (cluster) ${above(each.short)}`
    })
    .join(' or ')
}

const freshness = {
  name: 'SloFreshnessBurn',
  summary: 'Payments come later than promised',
  missed: 'the payments due were not booked within 30 s of their order',
}

const produceSuccess = {
  name: 'SloProduceSuccessBurn',
  summary: 'More records than promised do not reach the brokers',
  missed: 'the records were given up by their producers',
}

export const freshnessPage = burn(objectives.freshness, 'page', freshness)
export const freshnessTicket = burn(objectives.freshness, 'ticket', freshness)
export const produceSuccessPage = burn(objectives.produceSuccess, 'page', produceSuccess)
export const produceSuccessTicket = burn(objectives.produceSuccess, 'ticket', produceSuccess)
