import { checkEach } from './model.ts'

const severities = new Set(['critical', 'warning', 'none'])
const classes = new Set(['cause', 'symptom'])

/** An alert says what it is: severity, class, a summary, a description with its value. */
export const alertWords = checkEach('alert-words', ({ alert, labels = {}, annotations = {} }) => {
  if (alert === undefined) return []
  const { summary = '', description = '' } = annotations
  const { severity = '', class: kind = '' } = labels
  return [
    severities.has(severity) ? [] : [`severity is ${severity}`],
    classes.has(kind) ? [] : [`class is ${kind}`],
    summary === '' || summary.endsWith('.') ? ['the summary is no title'] : [],
    description.includes('{{ $value') ? [] : ['the description lacks the value'],
    description.endsWith('.') ? [] : ['the description is no sentence'],
  ].flat()
})
