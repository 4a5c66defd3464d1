import { OperationalError } from '@firedrill/service-kit/errors'
import { chaosErrors } from '../errors.ts'
import { readSeconds, readTime } from './times.ts'

/** What a page may ask of Prometheus; far above what a dashboard needs. */
export const limits = {
  /** Characters of a query; a variable with many values makes it long. */
  queryLength: 16_384,
  /** Characters of one series selector, and how many of them. */
  selectorLength: 4096,
  selectors: 20,
  /** Points of each series: a screen has fewer pixels. */
  points: 5000,
  rangeSeconds: 31 * 86_400,
  /** Prometheus gives a query up after this. */
  timeoutSeconds: 10,
  /** Names, values or series of one answer. */
  answers: 10_000,
} as const

export type Endpoint = 'query' | 'query_range' | 'labels' | 'label-values' | 'series'

interface Field {
  readonly field: string
  readonly message: string
}

const parameters: Readonly<Record<Endpoint, readonly string[]>> = {
  query: ['query', 'time'],
  query_range: ['query', 'start', 'end', 'step'],
  labels: ['match[]', 'start', 'end'],
  'label-values': ['match[]', 'start', 'end'],
  series: ['match[]', 'start', 'end'],
}

/**
 * What is asked of Prometheus: only parameters that belong there, within the limits, and with a
 * timeout.
 * @throws OperationalError INVALID_QUERY that names every wrong parameter
 */
export function limitRequest(endpoint: Endpoint, given: URLSearchParams): URLSearchParams {
  const problems = [...unknown(endpoint, given), ...checks[endpoint](given)]
  if (problems.length > 0) {
    const detail = problems.map(({ field, message }) => `${field} ${message}`).join('; ')
    throw new OperationalError(chaosErrors.invalidQuery, detail, { fields: problems })
  }
  const isQuery = endpoint === 'query' || endpoint === 'query_range'
  const accepted = new URLSearchParams(given)
  if (isQuery) accepted.set('timeout', `${limits.timeoutSeconds}s`)
  else accepted.set('limit', String(limits.answers))
  return accepted
}

const checks: Readonly<Record<Endpoint, (given: URLSearchParams) => Field[]>> = {
  query: given => [...checkQuery(given), ...checkTime(given, 'time', false)],
  query_range: given => [...checkQuery(given), ...checkRange(given)],
  labels: checkSelectors,
  'label-values': checkSelectors,
  series: given => [
    ...(given.has('match[]') ? [] : [{ field: 'match[]', message: 'is required' }]),
    ...checkSelectors(given),
  ],
}

function unknown(endpoint: Endpoint, given: URLSearchParams): Field[] {
  const names = [...new Set(given.keys())]
  const wrong = names.filter(name => !parameters[endpoint].includes(name))
  const twice = names.filter(name => name !== 'match[]' && given.getAll(name).length > 1)
  return [
    ...wrong.map(field => ({ field, message: 'is not a parameter here' })),
    ...twice.map(field => ({ field, message: 'is given twice' })),
  ]
}

function checkQuery(given: URLSearchParams): Field[] {
  const { length } = given.get('query') ?? ''
  if (length === 0) return [{ field: 'query', message: 'is required' }]
  if (length <= limits.queryLength) return []
  return [{ field: 'query', message: `is longer than ${limits.queryLength} characters` }]
}

function checkTime(given: URLSearchParams, field: string, isRequired: boolean): Field[] {
  const text = given.get(field)
  if (text === null) return isRequired ? [{ field, message: 'is required' }] : []
  return readTime(text) === undefined ? [{ field, message: 'is not a time' }] : []
}

function checkRange(given: URLSearchParams): Field[] {
  const wrong = [...checkTime(given, 'start', true), ...checkTime(given, 'end', true)]
  const step = readSeconds(given.get('step') ?? '')
  if (step === undefined || step <= 0) wrong.push({ field: 'step', message: 'is not a duration' })
  if (wrong.length > 0 || step === undefined) return wrong
  const seconds = span(given)
  if (seconds < 0) return [{ field: 'end', message: 'is before start' }]
  return [
    ...checkSpan(given),
    ...(seconds / step > limits.points
      ? [{ field: 'step', message: `makes more than ${limits.points} points of a series` }]
      : []),
  ]
}

function checkSelectors(given: URLSearchParams): Field[] {
  const field = 'match[]'
  const selectors = given.getAll(field)
  const problems = [...checkTime(given, 'start', false), ...checkTime(given, 'end', false)]
  if (selectors.length > limits.selectors) {
    problems.push({ field, message: `is given more than ${limits.selectors} times` })
  }
  if (selectors.some(({ length }) => length > limits.selectorLength)) {
    problems.push({ field, message: `is longer than ${limits.selectorLength} characters` })
  }
  return problems.length === 0 ? checkSpan(given) : problems
}

function checkSpan(given: URLSearchParams): Field[] {
  const isLong = given.has('start') && given.has('end') && span(given) > limits.rangeSeconds
  if (!isLong) return []
  return [{ field: 'start', message: `is more than ${limits.rangeSeconds} s before end` }]
}

function span(given: URLSearchParams): number {
  const at = (field: string) => readTime(given.get(field) ?? '') ?? 0
  return at('end') - at('start')
}
