// New rows for a list without pulling it from under the hand.
// A row has an id. Nobody at work in the list: it is simply replaced. Somebody is: rows are renewed where they stand, those
// that left are dimmed, and data-live-notice offers the new order.
import { $, $$, started } from './page.js'
import { put } from './swap.js'

const atWork = list => list.matches(':hover') && document.hasFocus() || list.contains(document.activeElement)
  || $('input:checked', list.closest('form') ?? list) !== null

export function merge(list, page) {
  const fresh = $(`#${CSS.escape(list.id)}`, page)
  if (!fresh) {
    // Nothing is left: the words that say so stand in the part around the list.
    const around = list.parentElement.closest('[id]')
    if (around && !atWork(list)) put(page, `#${CSS.escape(around.id)}`)
    return
  }
  if (!atWork(list)) {
    put(page, `#${CSS.escape(list.id)}`)
    return offer(null)
  }
  const next = new Map([...fresh.children].map(row => [row.id, row.cloneNode(true)]))
  const before = [...list.children].map(row => row.id)
  let gone = 0
  for (const row of [...list.children]) {
    const renewed = next.get(row.id)
    if (!renewed) { row.classList.add('gone'); gone++ } else if (renewed.outerHTML !== row.outerHTML) renew(row, renewed)
  }
  const after = [...fresh.children].map(row => row.id)
  const added = after.filter(id => !before.includes(id)).length
  const stayed = before.filter(id => next.has(id))
  const moved = after.filter(id => before.includes(id)).filter((id, i) => id !== stayed[i]).length
  offer(words(added, moved, gone), () => put(page, `#${CSS.escape(list.id)}`))
}

function renew(row, renewed) {
  const focus = row.contains(document.activeElement) && document.activeElement.matches('a')
  const ticked = $('input[type=checkbox]', row)?.checked
  renewed.classList.toggle('here', row.classList.contains('here'))
  row.replaceWith(renewed)
  const box = $('input[type=checkbox]', renewed)
  if (box && ticked) box.checked = true
  if (focus) ($('[data-open]', renewed) ?? $('a[href]', renewed))?.focus({ preventScroll: true })
  started(renewed)
}

function words(added, moved, gone) {
  const parts = [added && `${added} new`, moved && `${moved} changed place`, gone && `${gone} left this list`].filter(Boolean)
  return parts.length ? parts.join(', ') : null
}

function offer(text, apply) {
  for (const notice of $$('[data-live-notice]')) {
    notice.hidden = !text
    $('[data-live-words]', notice).textContent = text ?? ''
    const button = $('button, a', notice)
    button.onclick = event => {
      event.preventDefault()
      apply?.()
      notice.hidden = true
    }
  }
}
