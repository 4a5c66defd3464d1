import { setTimeout as wait } from 'node:timers/promises'
import { type ChaosClient, ChaosRefusal } from '../src/stack/chaos-client.ts'
import type { Run, Scenario } from '../src/stack/chaos-types.ts'
import type { PrometheusClient } from '../src/stack/prometheus-client.ts'
import { defaultLimits } from '../src/verify/limits.ts'

/** For a stack that does not keep anybody waiting. */
export const limits = {
  ...defaultLimits,
  ...{
    quiet: 0.1,
    retry: 0.02,
    inject: 0.1,
    fixActs: 0.02,
    evidenceWindow: 0.02,
    evidence: 0.1,
    late: 0.1,
    stillFires: 0.1,
    recover: 0.1,
    resolve: 0.1,
    settle: 0.05,
  },
  ...{ revert: 0.1, control: 0.05 },
}

/** How the simulated stack behaves; each test spoils one thing. */
export interface Behaviour {
  /** Alerts while the fault is in. */
  fires: string[]
  /** Alerts that fire whatever happens. */
  always: string[]
  /** Alerts that still fire at the first look. */
  before: string[]
  /** Alerts that are pending then, and fire at the second look, whatever happens. */
  about: string[]
  /** Alerts that begin before the start, which is refused as long as they fire. */
  whileRefused: string[]
  rightFixHelps: boolean
  wrongFixHelps: boolean
  /** For so many questions a run of somebody else is going on. */
  foreignLooks: number
  /** The fault shows in what brokers or ledger count. */
  evident: boolean
  /** A wrong fix ends the fault, and neither the run nor its alerts have noticed yet. */
  wrongFixHelpsUnseen: boolean
  /** It helps so many milliseconds later, and the run notices then. */
  wrongFixHelpsAfterMs: number | undefined
  /** Alerts that a wrong fix ends. */
  wrongFixSilences: string[]
  /** Alerts that fire only while a fix is on its way. */
  whileFixing: string[]
  residue: Run['residue']
  endState: 'RECOVERED' | 'REVERT_FAILED'
}

export const wellBehaved: Behaviour = {
  fires: ['BrokerDown'],
  always: [],
  before: [],
  about: [],
  whileRefused: [],
  rightFixHelps: true,
  wrongFixHelps: false,
  foreignLooks: 0,
  evident: true,
  wrongFixHelpsUnseen: false,
  wrongFixHelpsAfterMs: undefined,
  wrongFixSilences: [],
  whileFixing: [],
  residue: [],
  endState: 'RECOVERED',
}

export const scenario: Scenario = {
  id: 'broker-down',
  kind: 'drill',
  title: 'One broker is down',
  ttlSeconds: 60,
  expect: {
    fires: [{ alert: 'BrokerDown', withinSeconds: 0.2, resolvesAfter: 'fix' }],
    mayFire: [{ alert: 'IsrShrinking', reason: 'the replica is gone' }],
  },
  evidence: { text: 'A broker is fenced', expr: 'increase(fenced[$since]) > 0' },
  fixes: {
    right: [{ id: 'start', title: 'Start it' }],
    wrong: [{ id: 'restart-others', title: 'Restart the others', holdSeconds: 0.05, silences: [] }],
  },
}

/** A stack in memory, as far as verification looks at it, without the waiting of a real one. */
export function simulateStack(behaviour: Behaviour) {
  let run: Run | undefined
  let faultIn = false
  let evident = false
  let foreign = behaviour.foreignLooks
  let fixing = false
  let silenced: string[] = []
  let looks = 0
  let refused = behaviour.whileRefused.length === 0 ? 'never' : 'not yet'
  const cure = (helps: boolean) => {
    if (!run || !helps) return
    faultIn = false
    evident = false
    Object.assign(run, { recovered: true, state: 'FIXED' })
  }
  const current = async () => structuredClone(run as Run)
  const chaos: Pick<ChaosClient, 'runs' | 'run' | 'start' | 'stop' | 'applyFix' | 'undoFix'> = {
    runs: async () => {
      foreign -= 1
      if (foreign >= 0) return [{ ...newRun('noop'), id: 'other' }]
      return run ? [await current()] : []
    },
    run: current,
    start: async id => {
      if (refused === 'not yet') {
        refused = 'now'
        throw new ChaosRefusal('POST', '/runs', 409, 'an alert fires')
      }
      refused = 'over'
      faultIn = true
      evident = behaviour.evident
      run = newRun(id)
      return await current()
    },
    stop: async () => {
      faultIn = false
      const { endState: state, residue } = behaviour
      Object.assign(run as Run, { state, residue })
      return await current()
    },
    applyFix: async (_id, fix) => {
      fixing = true
      await wait(20)
      fixing = false
      if (fix !== 'start' && behaviour.wrongFixHelpsUnseen) evident = false
      if (fix !== 'start' && behaviour.wrongFixHelpsAfterMs !== undefined) {
        setTimeout(() => cure(true), behaviour.wrongFixHelpsAfterMs)
      }
      if (fix !== 'start') silenced = behaviour.wrongFixSilences
      cure(fix === 'start' ? behaviour.rightFixHelps : behaviour.wrongFixHelps)
      return await current()
    },
    undoFix: async () => {
      silenced = []
    },
  }
  const prometheus: Pick<PrometheusClient, 'alerts' | 'value' | 'peakUsage'> = {
    value: async expr => (evident && /\[\d+s\]/.test(expr) ? 1 : undefined),
    peakUsage: async () => ({ bytes: 2 * 1024 ** 3, cores: 0.875 }),
    alerts: async () => {
      looks += 1
      const before = looks === 1 ? behaviour.before : []
      const about = looks === 2 ? behaviour.about : []
      const early = refused === 'now' ? behaviour.whileRefused : []
      const raised = behaviour.fires.filter(alert => faultIn && !silenced.includes(alert))
      const fault = [...raised, ...(fixing ? behaviour.whileFixing : [])]
      return {
        firing: new Set([...before, ...about, ...early, ...fault, ...always(behaviour, run)]),
        pending: new Set(looks === 1 ? behaviour.about : []),
      }
    },
  }
  const needs = new Map([['BrokerDown', 14]])
  return {
    ...{ chaos: chaos as ChaosClient, prometheus: prometheus as PrometheusClient },
    ...{ needs, current, orderRate: async () => 250 },
  }
}

function always({ always: alerts }: Behaviour, run: Run | undefined): string[] {
  // Verification only begins on a quiet stack.
  return run ? alerts : []
}

function newRun(id: string): Run {
  const now = new Date().toISOString()
  return {
    id: 'run-1',
    scenario: id,
    params: {},
    state: 'ACTIVE',
    createdAt: now,
    injectedAt: now,
    endsAt: now,
    recovered: false,
    timeline: [],
    residue: [],
  }
}
