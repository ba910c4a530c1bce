// What several modules need of the page.

export const $ = (selector, root = document) => root.querySelector(selector)
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]

// One listener on the document instead of one per element: fragments come and go.
export const on = (type, selector, handle, options) => document.addEventListener(type, event => {
  const element = event.target instanceof Element ? event.target.closest(selector) : null
  if (element) handle(event, element)
}, options)

// Runs for the whole page now and for every part swapped in later.
const starters = []
export function start(run) { starters.push(run); run(document) }
export const started = root => { for (const run of starters) run(root) }

export const visible = element => element.checkVisibility({ visibilityProperty: true })
export const enabled = element => !element.disabled && element.getAttribute('aria-disabled') !== 'true'

// The words of a control: its name for the palette and the sheet, without its key and its count.
export function wordsOf(element) {
  const spoken = element.dataset.command || element.getAttribute('aria-label') || element.labels?.[0]?.getAttribute('aria-label')
  if (spoken) return spoken
  const copy = (element.labels?.[0] ?? element).cloneNode(true)
  for (const extra of $$('kbd, .n, .av, svg', copy)) extra.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim() || element.getAttribute('placeholder') || element.title
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value)
  element.append(...children)
  return element
}

const sprite = new URL('../icons.svg', import.meta.url).pathname

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'i')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `${sprite}#${name}`)
  svg.append(use)
  return svg
}

// A person's choice on this device; never contents.
export const store = name => ({
  get: () => { try { return localStorage.getItem(name) } catch { return null } },
  set: value => { try { localStorage.setItem(name, value) } catch { /* storage switched off: the page works without */ } },
})
