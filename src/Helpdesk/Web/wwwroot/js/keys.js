// The keyboard. An element declares its key; a key without an element does nothing.
// data-key="r"        clicks a link or button, ticks a box, focuses a field. "g i": one after the other. "Ctrl+Enter":
//                     also while typing. "Escape" is the browser's.
import { $$, visible, enabled, store } from './page.js'

const typing = target => target instanceof Element
  && target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]')

const nameOf = event => {
  const key = event.key.length === 1 && (event.ctrlKey || event.metaKey) ? event.key.toUpperCase() : event.key
  return event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key
}

// A dialog in front takes the keyboard; what lies behind it has no keys.
const ground = () => $$('dialog[open]').at(-1) ?? document

export const elementsFor = key => $$(`[data-key="${CSS.escape(key)}"]`, ground()).filter(e => enabled(e) && reachable(e))

// The tick box of the narrow menu is hidden itself; its label is what is seen.
const reachable = element => visible(element.labels?.[0] ?? element)

export function press(element) {
  if (element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])')) {
    element.focus()
    if (element.matches('input')) element.select()
  } else element.click()
}

let first = null, forget = 0

function handle(event) {
  if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat && event.key !== 'j' && event.key !== 'k') return
  const chord = event.ctrlKey || event.metaKey
  if (!chord && (typing(event.target) || switchedOff())) return
  const name = nameOf(event)
  const sequence = first ? `${first} ${name}` : null
  clearTimeout(forget)
  first = null

  const element = (sequence && elementsFor(sequence)[0]) ?? elementsFor(name)[0]
  if (element) {
    event.preventDefault()
    press(element)
  } else if (!chord && $$(`[data-key^="${CSS.escape(name)} "]`).length) {
    first = name
    forget = setTimeout(() => { first = null }, 1500)
    event.preventDefault()
  } else document.dispatchEvent(new CustomEvent('shortcut', { detail: { name, event } }))
}

// WCAG 2.1.4: single letters can be switched off, for people who speak to their computer.
const off = store('keys-off')
export const switchedOff = () => off.get() === '1'
export const switchKeys = state => off.set(state ? '' : '1')

document.addEventListener('keydown', handle)
