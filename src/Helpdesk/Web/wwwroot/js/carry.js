// What a person has done inside a part of the page survives its replacement: typed text, ticks, focus and caret,
// opened details, scroll positions. Text is carried unless it has just been sent.
import { $, $$ } from './page.js'

/** Prepares `next` from `old` before the replacement; returns what to do right after it. */
export function carry(old, next, sent) {
  carryFields(old, next, sent)
  carryOpened(old, next)
  const scrolls = scrolled(old)
  const focus = focused(old)
  return () => {
    for (const { path, top, left } of scrolls) {
      const box = find(next, path)
      if (box) { box.scrollTop = top; box.scrollLeft = left }
    }
    const field = focus && find(next, focus.path)
    if (!field) return
    field.focus({ preventScroll: true })
    if (focus.from != null) try { field.setSelectionRange(focus.from, focus.to) } catch { /* a kind of field without caret */ }
  }
}

const changed = field => field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked
  : field.matches('select') ? [...field.options].some(o => o.selected !== o.defaultSelected)
  : field.type !== 'hidden' && field.value !== field.defaultValue

function carryFields(old, next, sent) {
  for (const field of $$('input, textarea, select', old)) {
    if (!field.name || field.type === 'file' || sent?.contains(field) || !changed(field)) continue
    const twin = $$(`[name="${CSS.escape(field.name)}"]`, next).find(other =>
      other.type === field.type && (field.type !== 'checkbox' && field.type !== 'radio' || other.value === field.value))
    if (!twin) continue
    if (field.type === 'checkbox' || field.type === 'radio') twin.checked = field.checked
    else twin.value = field.value
  }
}

// Only what the person turned: a panel that the server opens or shuts anew keeps the server's choice otherwise.
function carryOpened(old, next) {
  for (const details of $$('details[id]', old)) {
    const twin = $(`#${CSS.escape(details.id)}`, next)
    if (twin) twin.open = details.open
  }
}

function scrolled(old) {
  return [old, ...$$('[id]', old)].filter(box => box.scrollTop || box.scrollLeft)
    .map(box => ({ path: pathOf(box, old), top: box.scrollTop, left: box.scrollLeft })).filter(s => s.path)
}

function focused(old) {
  const field = document.activeElement
  if (!old.contains(field)) return null
  return { path: pathOf(field, old), from: field.selectionStart, to: field.selectionEnd }
}

// An element is found again by its id, its name, or as the link of a row that has an id.
function pathOf(element, root) {
  if (element === root) return ':scope'
  if (element.id) return `#${CSS.escape(element.id)}`
  const row = element.closest('[id]')
  const inside = row && row !== root ? `#${CSS.escape(row.id)} ` : ''
  if (element.name && element.value !== undefined && /^(checkbox|radio)$/.test(element.type))
    return `${inside}[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`
  if (element.name) return `${inside}[name="${CSS.escape(element.name)}"]`
  return inside && element.matches('a') ? `${inside}a[href="${CSS.escape(element.getAttribute('href') ?? '')}"]` : null
}

const find = (root, path) => path && (path === ':scope' ? root : $(path, root))
