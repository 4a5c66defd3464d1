import { byId, h, withCode } from '../dom.js'
import { setToken } from '../token.js'

/** Asks for the token and keeps it for this tab; undefined when given up. */
export async function askToken(problem) {
  const token = await ask({
    title: 'Token',
    text: 'Changing the stack needs its token. `./firedrill up` prints it; it is kept for this tab only.',
    label: 'Token',
    type: 'password',
    confirm: 'Continue',
    problem,
  })
  if (token !== undefined) setToken(token)
  return token
}

/** Asks why: the reason stands in the log. */
export function askReason(title, text) {
  return ask({ title, text, label: 'Reason', type: 'text', confirm: title, problem: '' })
}

function ask({ title, text, label, type, confirm, problem }) {
  const dialog = byId('dialog')
  const input = h('input', { id: 'dialog-input', type, required: true, autocomplete: 'off' })
  const cancel = h('button', { type: 'button', onclick: () => dialog.close('') }, 'Cancel')
  const submit = h('button', { type: 'submit', class: 'primary' }, confirm)
  const form = h(
    'form',
    { method: 'dialog', onsubmit: event => finish(event, dialog, input) },
    h('h2', { id: 'dialog-title' }, title),
    h('p', { class: 'muted' }, ...withCode(text)),
    problem ? h('p', { class: 'field-error', role: 'alert' }, problem) : undefined,
    h('label', { htmlFor: 'dialog-input' }, label),
    input,
    h('div', { class: 'row end' }, cancel, submit),
  )
  dialog.replaceChildren(form)
  dialog.returnValue = ''
  dialog.showModal()
  input.focus()
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue || undefined), { once: true })
  })
}

function finish(event, dialog, input) {
  event.preventDefault()
  dialog.close(input.value.trim())
}
