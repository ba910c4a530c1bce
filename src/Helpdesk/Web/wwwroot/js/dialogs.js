// Dialogs over the page.
// data-dialog         on a link to a small page (assign, escalate …): its #dialog, or else its body, is shown over this
//                     page; without script the link simply opens that page
// data-dialog="#id"   on a button: shows that <dialog> of this page
// data-close          on a button inside: closes without doing anything
import { $, $$, on, make, started } from './page.js'
import { ask, Unreachable } from './ask.js'
import { toast } from './toast.js'
import { words } from './words.js'

export function show(dialog) {
  const back = document.activeElement
  dialog.addEventListener('close', () => { if (back?.isConnected) back.focus({ preventScroll: true }) }, { once: true })
  dialog.showModal()
}

// A press on the ground beside the dialog closes it, as Escape does.
on('click', 'dialog[open]', (event, dialog) => { if (event.target === dialog) dialog.close() })
on('click', 'dialog [data-close]', (event, button) => { event.preventDefault(); button.closest('dialog').close() })

on('click', 'button[data-dialog]', (event, button) => {
  const dialog = $(button.dataset.dialog)
  if (dialog) { event.preventDefault(); show(dialog) }
})

on('click', 'a[data-dialog]', async (event, link) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  try {
    const { response, page } = await ask(link.href, '#dialog')
    if (response.ok && !response.redirected) open(page)
    else location.assign(link.href)
  } catch (problem) {
    if (!(problem instanceof Unreachable)) throw problem
    toast(words.offline, { late: true })
  }
})

const contentOf = page => $('#dialog', page) ?? $('main', page) ?? page.body

function open(page) {
  const content = document.adoptNode(contentOf(page))
  const heading = $('h1, h2', content)
  if (heading) heading.id ||= 'dialog-heading'
  const dialog = make('dialog', { class: 'dialog', 'data-fetched': '', 'aria-labelledby': heading?.id })
  dialog.append(...content.childNodes)
  document.body.append(dialog)
  dialog.addEventListener('close', () => dialog.remove())
  show(dialog)
  started(dialog)
}

/** An answer without the part asked for: when the form stands in a dialog, the dialog shows it (problems to correct). */
export function showAnswer(page, element) {
  const dialog = element.closest('dialog[data-fetched]')
  if (!dialog || !$('#dialog, form', page)) return false
  const content = document.adoptNode(contentOf(page))
  for (const extra of $$('#toasts, title', content)) extra.remove()
  dialog.replaceChildren(...content.childNodes)
  started(dialog)
  return true
}

export const closeFor = element => element.closest('dialog[open]')?.close()
