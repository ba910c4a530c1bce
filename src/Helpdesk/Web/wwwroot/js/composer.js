// Writing an answer: the draft is kept by the server, blanks are shown and filled, templates are a "/" away.
// data-draft="/url"   on a form: its fields are posted there while typing. Nothing is kept in the browser: drafts may be
//                     about restricted tickets
// data-draft-state    says "Draft kept 14:08" or that it is trying again
// data-text           the textarea; data-overlay before it holds the same text with blanks marked
// data-blanks         holds a field per blank: <input data-blank="[day]">; made here for blanks that appear later
// data-templates      a link or button; "/" as the first letter presses it
// data-send           the button that sends: off while a blank is left (D33)
import { $, $$, on, start, make } from './page.js'
import { clockTime, now } from './clock.js'

const blank = /\[[\p{L}][^[\]\n]{0,60}\]/gu
const drafts = new WeakMap()
const draftOf = form => drafts.get(form) ?? drafts.set(form, { timer: 0, wait: 0, running: false, again: false, dirty: false }).get(form)

function keepSoon(form, delay = 700) {
  const draft = draftOf(form)
  draft.dirty = true
  clearTimeout(draft.timer)
  draft.timer = setTimeout(() => keep(form), delay)
}

function tell(form, words, late) {
  const state = $('[data-draft-state]', form)
  if (!state) return
  state.textContent = words
  state.classList.toggle('error', late)
}

async function keep(form) {
  const draft = draftOf(form)
  if (draft.running) { draft.again = true; return }
  if (!form.isConnected || !draft.dirty || form.ariaBusy === 'true') return
  draft.running = true
  draft.dirty = false
  try {
    const response = await fetch(form.dataset.draft, { method: 'POST', body: new URLSearchParams(textOf(form)), keepalive: true })
    if (!response.ok || response.redirected) throw new Error(String(response.status))
    draft.wait = 0
    tell(form, `Draft kept ${clockTime(now())}`, false)
  } catch {
    draft.wait = Math.min(30_000, (draft.wait || 1000) * 2)
    tell(form, 'Not kept, trying again', true)
    keepSoon(form, draft.wait)
  } finally {
    draft.running = false
    if (draft.again) { draft.again = false; keepSoon(form, 0) }
  }
}

// Files go with the answer, not with every draft.
const textOf = form => [...new FormData(form)].filter(([, value]) => typeof value === 'string')

// Leaving the page by any way, or putting the phone away: what is not kept yet goes now.
function keepNow() {
  for (const form of $$('form[data-draft]')) {
    const draft = draftOf(form)
    if (!draft.dirty || form.ariaBusy === 'true') continue
    clearTimeout(draft.timer)
    if (navigator.sendBeacon(form.dataset.draft, new URLSearchParams(textOf(form)))) draft.dirty = false
  }
}
addEventListener('pagehide', keepNow)
document.addEventListener('visibilitychange', () => { if (document.hidden) keepNow() })

on('input', 'form[data-draft] :is(textarea, input, select)', (event, field) => {
  const form = field.closest('form')
  if (!field.matches('[data-blank]')) keepSoon(form)
  if (!field.matches('[data-text]')) return
  if (field.value === '/' && event.inputType === 'insertText') openTemplates(form, field)
  drawBlanks(form)
})

function openTemplates(form, field) {
  const picker = $('[data-templates]', form)
  if (!picker) return
  field.value = ''
  picker.click()
}

// What has been sent is no draft any more; what could not be sent is one again.
on('settled', 'form[data-draft]', ({ detail }, form) => {
  if (detail.ok || !form.isConnected) draftOf(form).dirty = false
  else keepSoon(form, 0)
})

function drawBlanks(form) {
  const text = $('[data-text]', form)
  if (!text) return
  const left = [...new Set(text.value.match(blank) ?? [])]
  drawOverlay(form, text.value)
  drawFields(form, left)
  const send = $('[data-send]', form)
  if (!send) return
  const stop = left.some(b => !fieldFor(form, b)?.value)
  send.ariaDisabled = stop ? 'true' : null
}

const fieldFor = (form, name) => $$('[data-blank]', form).find(field => field.dataset.blank === name)

// The words the server filled in stay marked as long as they stand there.
function drawOverlay(form, text) {
  const overlay = $('[data-overlay]', form)
  if (!overlay) return
  overlay.filled ??= [...new Set($$('i:not(.hole)', overlay).map(i => i.textContent))].filter(Boolean)
  const any = overlay.filled.map(word => RegExp.escape?.(word) ?? word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  const marks = new RegExp([blank.source, ...any].join('|'), 'gu')
  const parts = []
  let from = 0
  for (const match of text.matchAll(marks)) {
    parts.push(text.slice(from, match.index), make('i', { class: match[0].startsWith('[') ? 'hole' : null }, match[0]))
    from = match.index + match[0].length
  }
  overlay.replaceChildren(...parts, text.slice(from), '\n')
}

function drawFields(form, left) {
  const box = $('[data-blanks]', form)
  if (!box) return
  for (const field of $$('[data-blank]', box))
    if (!left.includes(field.dataset.blank) && document.activeElement !== field) field.closest('label').remove()
  for (const name of left) {
    if (fieldFor(form, name)) continue
    const words = name.slice(1, -1)
    box.append(make('label', {}, `${words[0].toUpperCase()}${words.slice(1)} `,
      make('input', { class: 'input', 'data-blank': name, 'aria-invalid': 'true', autocomplete: 'off' })))
  }
  box.hidden = !left.length
  const count = $('[data-blanks-left]', box)
  if (count) count.textContent = left.length === 1 ? '1 blank left' : `${left.length} blanks left`
}

function fill(form) {
  const text = $('[data-text]', form)
  for (const field of $$('[data-blank]', form)) {
    if (!field.value.trim() || !text.value.includes(field.dataset.blank)) continue
    text.value = text.value.replaceAll(field.dataset.blank, () => field.value.trim())
    keepSoon(form)
  }
  drawBlanks(form)
}
on('change', '[data-blank]', (_, field) => fill(field.closest('form')))

// Before the answer leaves: blanks typed but not yet left by Tab are filled in, and one still open stops it (D33).
document.addEventListener('submit', event => {
  const form = event.target
  if (!form.matches('form[data-draft]') || event.submitter && !event.submitter.matches('[data-send]')) return
  fill(form)
  if (stopAtBlank(form)) event.preventDefault()
  else clearTimeout(draftOf(form).timer)
}, true)

function stopAtBlank(form) {
  const open = $$('[data-blank]', form).find(field => !field.value.trim())
  open?.focus()
  return Boolean(open)
}

// Ctrl+Enter on a button that is off leads to the reason.
document.addEventListener('shortcut', ({ detail: { name } }) => {
  const form = name === 'Ctrl+Enter' && document.activeElement?.closest('form[data-draft]')
  if (form) stopAtBlank(form)
})

start(root => {
  const forms = $$('form[data-draft]', root)
  if (root.matches?.('form[data-draft]')) forms.push(root)
  for (const form of forms) {
    drawBlanks(form)
    // Sent back with problems: what was typed is a draft again.
    if ($('[role="alert"]', form)) keepSoon(form)
  }
})
