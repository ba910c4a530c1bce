// Everything by name (Ctrl+K) and the sheet of shortcuts (?), both made from what is on the page: what a person cannot
// do here is not offered.
// data-palette        a button that opens the palette
// data-command="…"    a link or button that the palette offers; the value, when given, is its name there
// data-keys="Ticket"  on a part of the page: the heading of its keys in the sheet
// #nav data-search    an address that takes ?q=: "Find … in tickets"
import { $, $$, on, start, make, icon, wordsOf, visible, enabled } from './page.js'
import { press, switchedOff, switchKeys } from './keys.js'
import { show } from './dialogs.js'

const keyMarks = name => name.split(/ |\+/).flatMap((key, i) => [...i ? [' '] : [], make('kbd', {}, key)])

function offers() {
  const places = $$('#nav li > a').map(link => ({ words: wordsOf(link), group: 'Go to', sign: 'right', element: link, key: link.dataset.key }))
  const acts = $$('[data-command], main [data-key]')
    .filter(e => !e.closest('#nav, dialog') && enabled(e) && visible(e.labels?.[0] ?? e))
    .map(element => ({ words: wordsOf(element), group: 'Do', sign: 'bolt', element, key: element.dataset.key }))
  const rows = $$('[data-list] > *').flatMap(row => {
    const link = $('[data-open]', row) ?? $('a[href]', row)
    return link ? [{ words: link.textContent.trim(), group: 'On this page', sign: 'mail', element: link }] : []
  })
  return [...acts, ...places, ...rows].filter(o => o.words)
}

const fits = (offer, words) => words.every(word => offer.words.toLowerCase().includes(word))

function openPalette() {
  if ($('dialog.palette')) return
  const all = offers(), search = $('#nav')?.dataset.search
  const list = make('div', { role: 'listbox', id: 'palette-list', 'aria-label': 'Results' })
  const field = make('input', { type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list', autocomplete: 'off',
    'aria-label': 'Search or do', placeholder: search ? 'Name an action, a place, a ticket' : 'Name an action or a place' })
  const foot = make('footer', {}, ...[['↑ ↓', 'choose'], ['↵', 'open'], ['Esc', 'close']].map(([key, words]) =>
    make('span', {}, make('kbd', {}, key), ` ${words}`)))
  const dialog = make('dialog', { class: 'dialog palette', 'aria-label': 'Search or do' }, field, list, foot)
  let options = [], at = 0

  const choose = index => {
    at = Math.max(0, Math.min(index, options.length - 1))
    options.forEach(({ row }, i) => row.setAttribute('aria-selected', String(i === at)))
    options[at] ? field.setAttribute('aria-activedescendant', options[at].row.id) : field.removeAttribute('aria-activedescendant')
    options[at]?.row.scrollIntoView({ block: 'nearest' })
  }
  const take = offer => {
    dialog.close()
    offer.href ? location.assign(offer.href) : press(offer.element)
  }
  const draw = () => {
    const typed = field.value.trim(), words = typed.toLowerCase().split(/\s+/).filter(Boolean)
    const found = all.filter(offer => fits(offer, words)).slice(0, 40)
    if (search && typed) found.push({ words: `Find “${typed}” in tickets`, group: 'Search', sign: 'search',
      href: `${search}${search.includes('?') ? '&' : '?'}q=${encodeURIComponent(typed)}` })
    options = found.map((offer, i) => ({ offer, row: make('div', { role: 'option', id: `palette-${i}` }, icon(offer.sign),
      make('span', { class: 'cut' }, offer.words), make('span', { class: 'nowrap' }, ...offer.key ? keyMarks(offer.key) : [])) }))
    list.replaceChildren(...[...Map.groupBy(options, o => o.offer.group)].flatMap(([group, rows]) =>
      [make('div', { class: 'gh', role: 'presentation' }, group), ...rows.map(r => r.row)]))
    if (!options.length) list.append(make('p', { class: 'empty' }, 'Nothing here has that name.'))
    choose(0)
  }

  field.addEventListener('input', draw)
  field.addEventListener('keydown', event => {
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key]
    if (step !== undefined && !(event.key.length > 3 && event.key === 'Home' && field.value)) { event.preventDefault(); choose(step) }
    if (event.key === 'Enter' && options[at]) { event.preventDefault(); take(options[at].offer) }
  })
  list.addEventListener('click', event => {
    const chosen = options.find(o => o.row.contains(event.target))
    if (chosen) take(chosen.offer)
  })
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  draw()
  show(dialog)
  field.focus()
}

function openSheet() {
  if ($('dialog.sheet')) return
  const groups = Map.groupBy($$('[data-key]').filter(e => !e.closest('dialog') && visible(e.labels?.[0] ?? e)),
    e => e.closest('[data-keys]')?.dataset.keys ?? (e.closest('#nav') ? 'Go' : e.closest('#toasts') ? 'Undo' : 'Here'))
  const sections = [...groups].map(([heading, elements]) => section(heading, elements.map(e => [e.dataset.key, wordsOf(e)])))
  if ($('[data-list]')) sections.unshift(section('Move', [['j', 'down'], ['k', 'up'], ['↵', 'open'],
    ...$('[data-list] input[type=checkbox]') ? [['x', 'select'], ['Shift X', 'select to here']] : []]))
  const close = make('button', { type: 'button', class: 'btn small quiet push', 'aria-label': 'Close', 'data-close': '' }, icon('x'))
  const toggle = make('button', { type: 'button', class: 'btn small', 'aria-pressed': String(switchedOff()) }, 'Switch single letters off')
  toggle.addEventListener('click', () => {
    switchKeys(switchedOff())
    toggle.setAttribute('aria-pressed', String(switchedOff()))
    toggle.textContent = switchedOff() ? 'Switch single letters on' : 'Switch single letters off'
  })
  const dialog = make('dialog', { class: 'dialog sheet', 'aria-labelledby': 'sheet-heading' },
    make('div', { class: 'line' }, make('h2', { id: 'sheet-heading' }, 'Shortcuts'), close),
    make('div', { class: 'key-cols' }, ...sections),
    make('p', { class: 's muted' }, 'They never fire while you type.'), make('div', {}, toggle))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  show(dialog)
}

function section(heading, keys) {
  const list = make('dl', { class: 'kv keys' })
  for (const [key, words] of keys) list.append(make('dt', {}, ...keyMarks(key)), make('dd', {}, words))
  return make('section', { class: 'stack' }, make('h3', {}, heading), list)
}

on('click', '[data-palette]', openPalette)
document.addEventListener('shortcut', ({ detail: { name, event } }) => {
  if (name === '?') openSheet()
  else if (name === 'Ctrl+K' && !$('dialog[open]')) openPalette()
  else return
  event.preventDefault()
})
// The palette needs this script, so its buttons show only now.
start(root => { for (const button of $$('[data-palette]', root)) button.hidden = false })
