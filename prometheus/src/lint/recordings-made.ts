import type { Check } from './model.ts'

/** Every recorded metric of the catalogue is made by a rule: else whoever asks for it is blind. */
export const recordingsMade: Check = (rules, { recorded }) => {
  const made = new Set(rules.map(({ rule }) => rule.record))
  return [...recorded]
    .filter(name => !made.has(name))
    .map(name => ({ check: 'recordings-made', where: name, problem: 'no rule records it' }))
}
