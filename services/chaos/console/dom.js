/**
 * Makes an element. Properties that start with "on" are listeners, `class` and everything with a
 * dash are attributes, the rest are DOM properties. Text is never parsed as HTML.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [key, value] of Object.entries(properties)) setProperty(element, key, value)
  element.append(...children.flat(2).filter(child => child !== undefined && child !== null))
  return element
}

function setProperty(element, key, value) {
  if (value === undefined) return
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
  else if (key in element && key !== 'list' && key !== 'form') element[key] = value
  else element.setAttribute(key === 'className' ? 'class' : key, value)
}

export function byId(id) {
  return document.getElementById(id)
}

/**
 * Draws into a container only when what it shows has changed, so that focus, text selection and
 * screen readers are left alone by the polling.
 */
export function createPainter(container) {
  let shown
  return (data, draw) => {
    const now = JSON.stringify(data)
    if (now === shown) return
    shown = now
    const focused = container.contains(document.activeElement) && document.activeElement.id
    container.replaceChildren(...[draw(data)].flat().filter(Boolean))
    if (focused) byId(focused)?.focus()
  }
}

/** Text in which `code` stands between backticks. */
export function withCode(text) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part))
}
