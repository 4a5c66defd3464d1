import { h } from '../dom.js'

/**
 * What can be tried against the fault. Right and wrong ones stand in one list, ordered by name:
 * telling which is which is the trainee's work.
 */
export function fixList(run, { fixes }, { enabled, actions }) {
  const wrong = new Set(fixes.wrong.map(({ id }) => id))
  const all = [...fixes.right, ...fixes.wrong].sort((a, b) => a.title.localeCompare(b.title))
  if (all.length === 0) return undefined
  const items = all.map(fix => {
    const applied = run.fixes.find(({ id, undoneAt }) => id === fix.id && !undoneAt)
    const undoable = applied && wrong.has(fix.id)
    const button = undoable
      ? undo(run, fix, enabled, actions)
      : apply(run, fix, applied, enabled, actions)
    return h('li', {}, h('span', {}, fix.title), button)
  })
  const note = enabled
    ? 'Some help, some only seem to.'
    : 'They can be tried while the fault is in.'
  return h(
    'div',
    {},
    h('h3', {}, 'Fixes'),
    h('p', { class: 'muted small' }, note),
    h('ul', { class: 'fixes' }, items),
  )
}

function apply(run, { id, title }, applied, enabled, actions) {
  const onclick = busy(() => actions.applyFix(run.id, id))
  const disabled = !enabled || applied !== undefined
  const label = applied ? 'Applied' : 'Apply'
  return h(
    'button',
    { id: `fix-${id}`, type: 'button', disabled, onclick, 'aria-label': `${label}: ${title}` },
    label,
  )
}

function undo(run, { id, title }, enabled, actions) {
  const onclick = busy(() => actions.undoFix(run.id, id))
  return h(
    'button',
    {
      id: `fix-${id}`,
      type: 'button',
      disabled: !enabled,
      onclick,
      'aria-label': `Undo: ${title}`,
    },
    'Undo',
  )
}

/** A second click while the first still works would only be refused. */
function busy(work) {
  return async ({ currentTarget: button }) => {
    button.disabled = true
    button.textContent = '…'
    await work()
    button.disabled = false
  }
}
