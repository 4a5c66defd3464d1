import { Type } from 'typebox'
import { defineScenario } from './scenario.ts'

/** The smallest scenario there is: no fault, so that no alert may fire. */
export const noop = defineScenario({
  id: 'noop',
  kind: 'control',
  title: 'Nothing happens',
  pager: '',
  lesson: 'A healthy stack is silent: an alert during this run is a false alarm.',
  params: Type.Object({}, { additionalProperties: false }),
  ttlSeconds: 60,
  faults: () => [],
  expect: { fires: [], mayFire: [] },
  evidence: null,
  hints: [],
  fixes: { right: [], wrong: [] },
  recovered: null,
})
