import { defineMetrics } from './spec.ts'

/** What the chaos service says of its runs. */
export const chaosMetrics = defineMetrics('chaos', {
  faultActive: {
    name: 'chaos_fault_active',
    type: 'gauge',
    help: '1 from the injection of a scenario until everything of it is reverted.',
    labels: ['scenario'],
  },
  runs: {
    name: 'chaos_runs_total',
    type: 'counter',
    help: 'Runs ended, by outcome.',
    labels: ['scenario', 'outcome'],
  },
  locked: {
    name: 'chaos_locked',
    type: 'gauge',
    help: '1 while POST /halt forbids new runs.',
  },
})
