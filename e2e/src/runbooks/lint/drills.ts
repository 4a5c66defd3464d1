import { wordsOfDrill } from '../drills.ts'
import type { Page } from '../page.ts'
import type { Check, LintContext } from './model.ts'

const groups = new Set(['payment-service', 'email-service', 'analytics', 'invoice-service'])

/** Drills that a page names exist and raise its alert; planned ones do not exist yet. */
export const drills: Check = {
  name: 'drills',
  look: (page, context) => {
    const [written = '', planned = ''] = (page.sections.get('Drill') ?? '').split('planned:')
    const before = wordsOf(page, written).filter(word => !groups.has(word))
    const later = wordsOf(page, planned)
    const hasNone = /No drill raises it yet|None: it always fires/.test(written)
    return [
      ...before.flatMap(id => problemsOf(id, page.alert, context)),
      ...later.filter(id => context.scenarios.has(id)).map(id => `${id} is there, not planned`),
      ...(before.length === 0 && !hasNone ? ['names no drill and does not say that none is'] : []),
      ...(hasNone ? missed(page.alert, before, context) : []),
      ...wrongPromise(page.alert, written, context),
    ]
  },
}

/** What must be raised is said to be, and what may come along is not promised. */
function wrongPromise(alert: string, text: string, { raised }: LintContext): string[] {
  const promises = !/No drill|None:/.test(text)
  if (promises === raised.has(alert)) return []
  return promises
    ? ['does not say that no drill raises it for certain']
    : ['says that no drill raises it, and one must']
}

function wordsOf(page: Page, text: string): string[] {
  return wordsOfDrill({ ...page, sections: new Map([['Drill', text]]) })
}

function problemsOf(id: string, alert: string, { scenarios }: LintContext): string[] {
  const alerts = scenarios.get(id)
  if (alerts === undefined) return [`there is no drill ${id}`]
  return alerts.has(alert) ? [] : [`${id} neither raises nor allows it`]
}

function missed(alert: string, named: readonly string[], { scenarios }: LintContext): string[] {
  return [...scenarios]
    .filter(([id, alerts]) => alerts.has(alert) && !named.includes(id))
    .map(([id]) => `says that no drill raises it, ${id} does or allows it`)
}
