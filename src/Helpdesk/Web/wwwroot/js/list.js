// Moving in lists and choosing rows.
// data-list           a list of rows: j and k move, Enter opens (the row's link has the focus), x ticks
// data-open           the link of a row; without it the first link
// data-select-all     ticks every row of the list in the same form
// data-selected       shows how many are ticked
// data-filter="#id"    a field that narrows a list to the rows with its words; Enter takes the first
// data-remember="n"   a tick box kept in the cookie n, so that the server draws the next page the same way
import { $, $$, on, start, visible } from './page.js'

const rows = list => [...list.children].filter(row => !row.hidden)
const linkOf = row => $('[data-open]', row) ?? $('a[href]', row)
const lists = () => $$('[data-list]').filter(visible)

function here() {
  const list = document.activeElement?.closest('[data-list]') ?? lists().find(l => $(':scope > .here', l)) ?? lists()[0]
  if (!list) return {}
  const row = rows(list).find(r => r.contains(document.activeElement)) ?? $(':scope > .here', list)
  return { list, row }
}

function mark(row) {
  for (const other of $$('[data-list] > .here')) other.classList.remove('here')
  row?.classList.add('here')
}

function move(step) {
  const { list, row } = here()
  if (!list) return false
  const all = rows(list)
  const next = row ? all[all.indexOf(row) + step] : all[step > 0 ? 0 : all.length - 1]
  if (!next) return true
  mark(next)
  linkOf(next)?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

let last = null
function tick(row, box, shift) {
  const all = row.parentElement ? rows(row.parentElement) : []
  if (shift && last?.isConnected && last.parentElement === row.parentElement) {
    const [from, to] = [all.indexOf(last), all.indexOf(row)].sort((a, b) => a - b)
    for (const between of all.slice(from, to + 1)) {
      const other = $('input[type=checkbox]', between)
      if (other) other.checked = box.checked
    }
  }
  last = row
  count()
}

function count() {
  for (const shown of $$('[data-selected]')) {
    const list = shown.closest('form') ?? document
    const ticked = $$('[data-list] input[type=checkbox]:checked', list).length
    shown.textContent = `${ticked} selected`
    const all = $('[data-select-all]', list)
    if (!all) continue
    all.checked = ticked > 0 && ticked === $$('[data-list] input[type=checkbox]', list).length
    all.indeterminate = ticked > 0 && !all.checked
  }
}

document.addEventListener('shortcut', ({ detail: { name, event } }) => {
  if (name === 'j' || name === 'k') {
    if (move(name === 'j' ? 1 : -1)) event.preventDefault()
  } else if (name === 'x' || name === 'X') {
    const { row } = here()
    const box = row && $('input[type=checkbox]', row)
    if (!box) return
    box.checked = !box.checked
    mark(row)
    tick(row, box, event.shiftKey)
    event.preventDefault()
  } else if (name === 'Enter') {
    const { row } = here()
    if (row && document.activeElement === document.body) { linkOf(row)?.click(); event.preventDefault() }
  }
})

on('focusin', '[data-list] > *', (_, row) => mark(row))
on('click', '[data-list] input[type=checkbox]', (event, box) => tick(box.closest('[data-list] > *'), box, event.shiftKey))
on('change', '[data-select-all]', (_, all) => {
  for (const box of $$('[data-list] input[type=checkbox]', all.closest('form') ?? document)) box.checked = all.checked
  count()
})
on('click', '[data-clear-selection]', (event, button) => {
  event.preventDefault()
  for (const box of $$('[data-list] input[type=checkbox]:checked', button.closest('form') ?? document)) box.checked = false
  count()
})
on('change', '[data-remember]', (_, box) => {
  document.cookie = `${box.dataset.remember}=${box.checked ? 1 : 0}; path=/; max-age=31536000; samesite=lax`
})
on('input', '[data-filter]', (_, field) => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
  for (const row of $(field.dataset.filter)?.children ?? [])
    row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word))
})
on('keydown', '[data-filter]', (event, field) => {
  const list = $(field.dataset.filter)
  const found = list && rows(list)[0]?.querySelector('a[href], button')
  if (!found || event.key !== 'Enter' && event.key !== 'ArrowDown') return
  event.preventDefault()
  event.key === 'Enter' ? found.click() : found.focus()
})
start(count)
