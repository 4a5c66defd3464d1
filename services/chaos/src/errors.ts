import type { ErrorSpec } from '@firedrill/service-kit/errors'

/** What the chaos service refuses, and what it could not reach. */
export const chaosErrors = {
  unauthorized: spec('UNAUTHORIZED', 401, 'A write needs Authorization: Bearer <token>'),
  forbidden: spec('FORBIDDEN', 403, 'Request refused'),
  unknownScenario: spec('UNKNOWN_SCENARIO', 404, 'No such scenario'),
  unknownRun: spec('UNKNOWN_RUN', 404, 'No such run'),
  unknownRunbook: spec('UNKNOWN_RUNBOOK', 404, 'No such runbook'),
  unknownDashboard: spec('UNKNOWN_DASHBOARD', 404, 'No such dashboard'),
  unknownProcess: spec('UNKNOWN_PROCESS', 404, 'Not a process of the stack'),
  invalidRequest: spec('INVALID_REQUEST', 422, 'Request refused, nothing was changed'),
  invalidParams: spec('INVALID_PARAMS', 422, 'Parameters refused, nothing was injected'),
  invalidQuery: spec('INVALID_QUERY', 422, 'Not asked of Prometheus'),
  invalidAlerts: spec('INVALID_ALERTS', 400, 'Not a notification of Alertmanager'),
  conflictingRun: spec('CONFLICTING_RUN', 409, 'Another run is not over'),
  stackNotQuiet: spec('STACK_NOT_QUIET', 409, 'The stack is not healthy, nothing was injected'),
  runNotActive: spec('RUN_NOT_ACTIVE', 409, 'The run is not active'),
  locked: spec('LOCKED', 423, 'Halted: unlock first'),
  unreachable: spec('UNREACHABLE', 503, 'No answer', true),
  processControl: spec('PROCESS_CONTROL', 502, 'The process could not be controlled', true),
  refused: spec('REFUSED', 502, 'The other side refused'),
} as const satisfies Record<string, ErrorSpec>

function spec(code: string, statusCode: number, message: string, retriable = false): ErrorSpec {
  return { code, statusCode, message, retriable }
}
