import { chaosMetrics } from '@firedrill/service-kit/metrics/chaos-metrics'
import { queriesBy } from '../../queries.ts'

const { select } = queriesBy()

/** Whether a fault of the chosen scenarios is in the system: 1 from injection until reverted. */
export const fault = select(chaosMetrics.faultActive, 'scenario=~"$scenario"')

/** The same as one series of the cluster, with a value only while it is on. */
export const whileOn = `max by (cluster) (${fault}) == 1`
