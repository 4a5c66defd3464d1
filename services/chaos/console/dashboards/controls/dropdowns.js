/** Closes open lists of choices by a press elsewhere, and by Escape. */
export function closeOnLeave() {
  document.addEventListener('pointerdown', ({ target }) => {
    for (const list of openLists()) if (!list.contains(target)) list.open = false
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const list of openLists()) {
      list.open = false
      list.querySelector('summary').focus()
    }
  })
}

function openLists() {
  return document.querySelectorAll('details.many[open]')
}
