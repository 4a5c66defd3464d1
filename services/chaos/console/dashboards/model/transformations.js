import { toExpression } from './field-config.js'
import { lengthOf } from './table.js'

/** Grafana's transformations that we know, by id: (frames, options) → frames. */
export const transformations = {
  merge: frames => [merge(frames)],
  joinByField: (frames, { byField }) => [join(frames, byField)],
  organize: (frames, options) => frames.map(frame => organize(frame, options)),
  sortBy: (frames, { sort }) => frames.map(frame => sortRows(frame, sort[0])),
  filterFieldsByName: (frames, options) => frames.map(frame => keepFields(frame, options)),
  limit: (frames, { limitField }) =>
    frames.map(frame => pickRows(frame, rowsOf(frame).slice(0, Number(limitField)))),
}

/** Applies what a panel asks for, in its order. */
export function transform(frames, steps = []) {
  return steps
    .filter(({ disabled }) => !disabled)
    .reduce((done, { id, options = {} }) => transformations[id](done, options), frames)
}

/** Rows that agree in every field they share become one; times, which differ by chance, do not count. */
function merge(frames) {
  const fields = uniqueFields(frames)
  const isShared = ({ name, isNumber }) => !isNumber && name !== 'Time'
  return combine(
    frames,
    fields,
    fields.filter(isShared).map(({ name }) => name),
  )
}

function join(frames, byField) {
  return combine(frames, uniqueFields(frames), [byField])
}

function combine(frames, fields, keys) {
  const rows = new Map()
  for (const frame of frames) {
    for (const index of rowsOf(frame)) {
      const row = Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[index]]))
      const key = JSON.stringify(keys.map(name => row[name] ?? null))
      rows.set(key, { ...rows.get(key), ...row })
    }
  }
  const all = [...rows.values()]
  return { fields: fields.map(one => ({ ...one, values: all.map(row => row[one.name]) })) }
}

function uniqueFields(frames) {
  const byName = new Map()
  for (const one of frames.flatMap(({ fields }) => fields)) {
    if (!byName.has(one.name)) byName.set(one.name, one)
  }
  return [...byName.values()]
}

function organize(frame, { excludeByName = {}, indexByName = {}, renameByName = {} }) {
  const rank = ({ name }) => indexByName[name] ?? Number.POSITIVE_INFINITY
  const kept = frame.fields.filter(({ name }) => !excludeByName[name])
  const ordered = kept
    .map((one, index) => ({ one, index }))
    .sort((a, b) => compareRanks(rank(a.one), rank(b.one)) || a.index - b.index)
  return {
    ...frame,
    fields: ordered.map(({ one }) => ({ ...one, name: renameByName[one.name] || one.name })),
  }
}

function compareRanks(a, b) {
  return a === b ? 0 : a - b
}

function keepFields(frame, { include = {}, exclude = {} }) {
  const matches = ({ names, pattern }, { name }) =>
    names?.includes(name) === true || (pattern ? toExpression(pattern).test(name) : false)
  const isEmpty = !include.names && !include.pattern
  return {
    ...frame,
    fields: frame.fields.filter(
      one => (isEmpty || matches(include, one)) && !matches(exclude, one),
    ),
  }
}

/**
 * Sorts the rows of a frame by one field; rows without a value come last.
 * @param {any} frame
 * @param {{field?: string, desc?: boolean}} order
 */
export function sortRows(frame, { field, desc = false } = {}) {
  const values = frame.fields.find(({ name }) => name === field)?.values
  if (values === undefined) return frame
  const order = rowsOf(frame).sort((a, b) => compareValues(values[a], values[b], desc))
  return pickRows(frame, order)
}

function compareValues(a, b, isDescending) {
  const missing = value => value === undefined || value === null || Number.isNaN(value)
  if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b))
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(b)
  return isDescending ? -order : order
}

function rowsOf(frame) {
  return Array.from({ length: lengthOf(frame) }, (_, index) => index)
}

function pickRows(frame, order) {
  return {
    ...frame,
    fields: frame.fields.map(one => ({ ...one, values: order.map(index => one.values[index]) })),
  }
}
