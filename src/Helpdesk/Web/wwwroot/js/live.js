// Live pages. One stream for the whole browser: the tab that holds the lock reads it and tells the others.
// body data-live-stream    the address of the stream: events ticket {number, version}, counts, beat
// data-live-ticket="R7K2M9" (with id)  this part is asked for anew when that ticket changes; data-live-version="17" skips
//                     what it already shows
// data-live-list (with id)  a list: asked for anew at most once a second when any ticket changes. While somebody works in
//                     it, rows stay where they are and data-live-notice says what moved
// data-live-any (with id)   a board: asked for anew at most once a second when any ticket changes
// data-live-state     says whether the page is live; data-live-lost: the line that says it is not
import { $, $$, on } from './page.js'
import { ask, Unreachable } from './ask.js'
import { put } from './swap.js'
import { merge } from './rows.js'
import { clockTime, now } from './clock.js'

const address = document.body.dataset.liveStream
// A page with a stream of its own (the board on a wall) shares nothing with the others.
const shared = `helpdesk-live${address === '/live' ? '' : address}`
const often = 1000, poll = 15_000, silence = 25_000, anyway = 120_000
let channel, source, release, live = null, lastHeard = 0, retry = 0, lostAt = 0

// --- what an event means here
const wanted = new Set()
let timer = 0, last = 0, running = false, again = false

function changed(number, version) {
  for (const part of $$('[data-live-ticket], [data-live-list], [data-live-any]')) {
    const mine = part.dataset.liveTicket
    if (mine && (mine !== number || version <= Number(part.dataset.liveVersion ?? -1))) continue
    wanted.add(part.id)
  }
  if (wanted.size) soon()
}

function everything() {
  for (const part of $$('[data-live-ticket], [data-live-list], [data-live-any]')) wanted.add(part.id)
  wanted.add('nav')
  soon()
}

function soon() {
  if (running) { again = true; return }
  clearTimeout(timer)
  timer = setTimeout(refresh, Math.max(50, last + often - Date.now()))
}

async function refresh() {
  // A hidden tab asks once it is looked at again; until then only the wish is kept.
  if (document.hidden) return
  const ids = [...wanted]
  wanted.clear()
  running = true
  last = Date.now()
  try {
    if (ids.includes('nav')) await counts()
    const parts = ids.filter(id => id !== 'nav' && document.getElementById(id))
    if (parts.length) await partsOf(parts)
  } catch (problem) {
    for (const id of ids) wanted.add(id)
    if (!(problem instanceof Unreachable)) throw problem
  } finally {
    running = false
    if (again) { again = false; soon() }
  }
}

async function partsOf(ids) {
  const { response, page } = await ask(location.href, `#${ids.join(',#')}`)
  if (!response.ok || response.redirected && new URL(response.url).pathname !== location.pathname) return
  for (const id of ids) {
    const part = document.getElementById(id)
    if (!part) continue
    if ('liveList' in part.dataset) merge(part, page)
    else put(page, `#${CSS.escape(id)}`)
  }
}

async function counts() {
  const href = $('#nav')?.dataset.counts
  if (!href) return
  const { response, page } = await ask(href, '#nav')
  if (!response.ok) return
  for (const fresh of $$('[data-count]', page)) {
    const shown = $(`#nav [data-count="${CSS.escape(fresh.dataset.count)}"]`)
    if (shown && shown.textContent !== fresh.textContent) shown.textContent = fresh.textContent
    if (shown) shown.className = fresh.className
  }
}

function hear({ type, data }) {
  lastHeard = Date.now()
  if (type === 'state') setLive(data)
  else if (type === 'ticket') changed(data.number, data.version)
  else if (type === 'counts') { wanted.add('nav'); soon() }
  else if (type === 'hello' && source) channel.postMessage({ type: 'state', data: live })
}

// --- whether the page is live
function setLive(state) {
  if (state === live) return
  const back = live === false && state
  live = state
  if (!state) lostAt = now()
  const words = state ? 'Live' : 'Not live, checking every 15 s'
  for (const shown of $$('[data-live-state]')) {
    shown.hidden = false
    const mark = $('.live', shown) ?? shown
    mark.textContent = words
    mark.classList.toggle('stale', !state)
    shown.title = state ? 'Changes by others appear by themselves' : words
  }
  for (const line of $$('[data-live-lost]')) {
    line.hidden = state
    $('[role=status]', line).textContent = state ? '' : `Not live since ${clockTime(lostAt)}, checking every 15 s.`
  }
  if (back) everything()
}

// --- the stream, in the one tab that holds the lock
function tellAll(message) {
  hear(message)
  channel?.postMessage(message)
}

function connect() {
  source?.close()
  source = new EventSource(address)
  source.onopen = () => { retry = 0; tellAll({ type: 'state', data: true }) }
  source.onerror = () => {
    tellAll({ type: 'state', data: false })
    // The browser tries again by itself unless the server refused; then we do, ever more slowly.
    if (source?.readyState === EventSource.CLOSED) setTimeout(() => source && connect(), Math.min(30_000, 1000 * 2 ** retry++))
  }
  for (const type of ['ticket', 'counts', 'beat'])
    source.addEventListener(type, event => tellAll({ type, data: event.data ? JSON.parse(event.data) : null }))
}

function lead() {
  connect()
  return new Promise(resolve => { release = resolve })
}

// A connection can die without a word: the server beats at least every 10 s, and 25 s of silence is an answer, too.
setInterval(() => {
  if (live && Date.now() - lastHeard > silence) {
    setLive(false)
    if (source) connect()
  }
}, 5000)
setInterval(() => { if (live === false && !document.hidden) everything() }, poll)
// A hint can be lost with the node that was to send it (decision 0008): now and then a live page asks anyway.
setInterval(() => { if (live && !document.hidden) everything() }, anyway)

let stop
function begin() {
  if (!address) return
  stop = new AbortController()
  lastHeard = Date.now()
  // Locks are for secure addresses (https, localhost) only. Elsewhere no stream is opened, for ten tabs would take all connections.
  if (!navigator.locks) return setLive(false)
  channel = new BroadcastChannel(shared)
  channel.onmessage = event => hear(event.data)
  channel.postMessage({ type: 'hello' })
  navigator.locks.request(shared, { signal: stop.signal }, lead).catch(problem => {
    if (problem.name !== 'AbortError') setLive(false)
  })
  // No tab answered and no lock came: say so rather than seem live.
  setTimeout(() => { if (live === null) setLive(false) }, 5000)
}

function end() {
  source?.close()
  source = null
  release?.()
  stop?.abort()
  channel?.close()
  live = null
}

// An open stream would keep the page out of the browser's page cache: let go on leaving, take up again on coming back.
addEventListener('pagehide', end)
addEventListener('pageshow', event => { if (event.persisted) { begin(); everything() } })
document.addEventListener('visibilitychange', () => { if (!document.hidden && wanted.size) soon() })
on('click', '[data-live-retry]', () => { if (source) connect(); everything() })
begin()
