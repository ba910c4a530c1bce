// Parts of a page instead of whole pages.
// data-swap="#id"     on a form or link: sent by fetch with X-Fragment; the element with that id is replaced
// data-push           on a link or GET form: the address is put in the history
//                     and the answer's <title> becomes the page's
// data-problem        in an answer that is an error page: the sentence for people, shown as a message
// X-Location          in an answer: go there
import { $, $$, on, started } from './page.js'
import { ask, Unreachable } from './ask.js'
import { toast, adoptToasts, settleToasts } from './toast.js'
import { carry } from './carry.js'
import { words } from './words.js'
import { showAnswer, closeFor } from './dialogs.js'

const signIn = '/sign-in'

/** Replaces the element with this id by the one of the same id in the page. False when either is missing. */
export function put(page, target, { sent } = {}) {
  const old = $(target), fresh = $(target, page)
  if (!old || !fresh) return false
  const next = document.adoptNode(fresh)
  const restore = carry(old, next, sent)
  old.replaceWith(next)
  restore()
  started(next)
  document.dispatchEvent(new CustomEvent('swapped', { detail: { target: next } }))
  return true
}

function request(element, submitter) {
  if (element.matches('a')) return { url: element.href, init: {} }
  const data = new FormData(element, submitter)
  const url = new URL(submitter?.getAttribute('formaction') ?? element.getAttribute('action') ?? '', location.href)
  const method = (submitter?.getAttribute('formmethod') ?? element.method).toUpperCase()
  if (method === 'GET') {
    url.search = new URLSearchParams(data)
    return { url: url.href, init: {} }
  }
  const body = element.enctype === 'multipart/form-data' ? data : new URLSearchParams(data)
  return { url: url.href, init: { method, body } }
}

async function send(element, submitter) {
  // A second press while the first is under way does nothing.
  if (element.ariaBusy === 'true') return
  const target = submitter?.dataset.swap ?? element.dataset.swap
  const { url, init } = request(element, submitter)
  const button = submitter ?? (element.matches('a') ? element : null)
  element.ariaBusy = 'true'
  if (button) { button.ariaBusy = 'true'; button.ariaDisabled = 'true' }
  try {
    const answer = await ask(url, target, init)
    receive(answer, element, submitter, target, url, init)
    settled(element, answer.response.ok)
  } catch (problem) {
    settled(element, false)
    if (!(problem instanceof Unreachable)) throw problem
    toast(words.offline, { late: true })
  } finally {
    element.ariaBusy = null
    if (button) { button.ariaBusy = null; button.ariaDisabled = null }
  }
}

const settled = (element, ok) => element.dispatchEvent(new CustomEvent('settled', { bubbles: true, detail: { ok } }))

function receive({ response, page }, element, submitter, target, url, init) {
  const there = response.headers.get('X-Location')
  if (there) return location.assign(there)
  const final = new URL(response.url)
  if (response.status === 401 || response.redirected && final.pathname.startsWith(signIn)) return signedOut()
  if (response.redirected && final.pathname !== location.pathname && final.pathname !== new URL(url).pathname) return location.assign(final)

  const post = init.method != null
  const placed = put(page, target, { sent: response.ok && element.matches('form') ? element : null })
  if (!placed && !showAnswer(page, submitter ?? element)) return problem(response, page)
  if (response.ok) settleToasts()
  adoptToasts(page)
  if (!response.ok) return pointOut(page, target)
  if (placed) closeFor(submitter ?? element)
  // Asked for by its key, a composer is written in at once.
  if (placed && element.matches('a')) $(`${target} [data-text]`)?.focus()
  // Sent: the hands are free for the next key.
  if (submitter?.matches('[data-send]')) $('#main')?.focus({ preventScroll: true })
  if (!post && (element.hasAttribute('data-push') || element.matches('form'))) push(final.href, target, page)
}

function push(href, target, page) {
  history.replaceState({ ...history.state, target }, '')
  history.pushState({ target }, '', href)
  if (page.title) document.title = page.title
}

function signedOut() {
  toast('You are signed out. What you typed is still here: sign in in the new tab, then press again.',
    { late: true, link: { href: signIn, words: 'Sign in' } })
}

// The server's own sentence, when it has one for people; else what is known here.
function problem(response, page) {
  const sentence = $('[data-problem]', page)?.textContent.trim()
  toast(sentence || (response.ok ? words.misfit : words.failed(response.status)), { late: true })
}

// A form that came back with problems: go to what is wrong.
function pointOut(page, target) {
  const here = $(target) ?? $('dialog[open]')
  const first = here && $('[role="alert"], [aria-invalid="true"]', here)
  first?.focus()
}

on('submit', 'form[data-swap], form:has([data-swap])', (event, form) => {
  if (!(event.submitter?.dataset.swap ?? form.dataset.swap) || event.defaultPrevented) return
  event.preventDefault()
  send(form, event.submitter)
})

on('click', 'a[data-swap]', (event, link) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return
  event.preventDefault()
  send(link)
})

// A plain form is sent once, too; coming back from the page cache makes it whole again.
on('submit', 'form:not([data-swap])', (event, form) => {
  if (event.defaultPrevented || form.method === 'dialog') return
  if (form.ariaBusy === 'true') return event.preventDefault()
  form.ariaBusy = 'true'
  // An answer that is a download leaves this page standing.
  setTimeout(() => { form.ariaBusy = null }, 5000)
})
addEventListener('pageshow', event => {
  if (event.persisted) for (const form of $$('form[aria-busy]')) form.ariaBusy = null
})

addEventListener('popstate', async event => {
  const target = event.state?.target
  if (!target || !$(target)) return location.reload()
  try {
    const { response, page } = await ask(location.href, target)
    if (!response.ok || !put(page, target)) return location.reload()
    if (page.title) document.title = page.title
  } catch { location.reload() }
})
