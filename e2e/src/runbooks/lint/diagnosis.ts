import { objectionTo } from '../looks-only.ts'
import { runnable } from '../page.ts'
import type { Check } from './model.ts'

/** The diagnosis has commands, and each of them only looks: it is run while the alert fires. */
export const diagnosis: Check = {
  name: 'diagnosis',
  look: ({ commands }) => {
    const own = commands.filter(({ section }) => section === 'Diagnosis')
    if (own.length === 0) return ['no command to look with']
    return own.flatMap(command => {
      const objection = objectionTo(runnable(command))
      return objection === undefined ? [] : [`${runnable(command)}: ${objection}`]
    })
  },
}
