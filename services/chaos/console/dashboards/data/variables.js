import { interpolate } from '../model/interpolate.js'
import { optionsOf, ownOptions, parseVariableQuery, settle } from '../model/variables.js'
import { prometheus } from './prometheus.js'

/**
 * Settles every variable of a dashboard, in its order: one may be asked for with those before it.
 * @param chosen values by variable, as the address says
 * @returns {{variables: Map, choices: {variable, options, problem}[]}} choices: for the controls
 */
export async function resolveVariables(list, { chosen, range, signal }) {
  const variables = new Map()
  const choices = []
  for (const variable of list) {
    const { options, problem } = await readOptions(variable, { variables, range, signal })
    variables.set(variable.name, settle(variable, options, chosen.get(variable.name)))
    choices.push({ variable, options: options ?? [], problem })
  }
  return { variables, choices }
}

async function readOptions(variable, { variables, range, signal }) {
  if (variable.type === 'datasource') return { options: undefined }
  if (variable.type !== 'query') return { options: ownOptions(variable) }
  try {
    return { options: optionsOf(variable, await answersTo(variable, { variables, range, signal })) }
  } catch (error) {
    signal.throwIfAborted()
    return { options: undefined, problem: error.message }
  }
}

function answersTo({ query }, { variables, range, signal }) {
  const { label, selector, query: expr } = parseVariableQuery(query)
  if (label !== undefined) {
    const filled = selector && interpolate(selector, variables, 'promql')
    return prometheus.labelValues({ label, selector: filled }, range, signal)
  }
  return prometheus.query(interpolate(expr, variables, 'promql'), range.to, signal).then(result =>
    result.map(({ metric: { __name__: name = '', ...labels }, value }) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`)
      return `${name}{${pairs.join(',')}} ${value[1]} ${value[0] * 1000}`
    }),
  )
}
