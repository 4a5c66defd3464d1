import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import type { Labels } from './prometheus.ts'
import { requestJson } from './request-json.ts'

/** An alert that fires or is about to, with the words of its rule. */
export interface ActiveAlert {
  readonly name: string
  readonly state: 'firing' | 'pending'
  readonly labels: Labels
  readonly summary: string
  readonly description: string
  readonly activeAt: string
  readonly value: number
  /** Links as the rule gives them. */
  readonly runbookUrl?: string
  readonly dashboardUrl?: string
}

/**
 * Every alert that Prometheus holds as pending or firing.
 * @param url base URL, without a path
 * @throws OperationalError UNREACHABLE or REFUSED
 */
export async function readActiveAlerts(url: string): Promise<ActiveAlert[]> {
  const { status, body } = await requestJson({ url: `${url}/api/v1/alerts` })
  const { data } = (body ?? {}) as { data?: { alerts: RawAlert[] } }
  if (status !== 200 || data === undefined) {
    throw new OperationalError(chaosErrors.refused, `Prometheus: HTTP ${status}`)
  }
  return data.alerts.map(read)
}

interface RawAlert {
  labels: Record<string, string>
  annotations: Record<string, string | undefined>
  state: 'firing' | 'pending'
  activeAt: string
  value: string
}

function read({ labels, annotations, state, activeAt, value }: RawAlert): ActiveAlert {
  const { alertname: name = '', ...rest } = labels
  const { summary = '', description = '', runbook_url, dashboard_url } = annotations
  return {
    name,
    state,
    labels: rest,
    summary,
    description,
    activeAt,
    value: Number(value),
    ...(runbook_url !== undefined && { runbookUrl: runbook_url }),
    ...(dashboard_url !== undefined && { dashboardUrl: dashboard_url }),
  }
}
