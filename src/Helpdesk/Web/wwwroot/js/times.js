// Keeps the words of times true; the same words as Web/Components/PlainTime.cs.
// data-rel            on <time datetime>: "in 2 h 10 m", "12 m ago"; data-rel="short": "12 m"
// data-due, data-verb on a chip: "Reply in 38 m", "Reply late 12 m"
import { $, $$, start } from './page.js'
import { now, lang } from './clock.js'

const minute = 60_000, hour = 60 * minute, day = 24 * hour
const words = lang.startsWith('nl')
  ? { d: 'd', h: 'u', m: 'm', under: 'minder dan 1 m', in: 'over', ago: t => `${t} geleden`, now: 'zojuist' }
  : { d: 'd', h: 'h', m: 'm', under: 'under 1 m', in: 'in', ago: t => `${t} ago`, now: 'just now' }

export function amount(span) {
  const s = Math.abs(span)
  const d = Math.floor(s / day), h = Math.floor(s % day / hour), m = Math.floor(s % hour / minute)
  const two = (a, unit, b, other) => b ? `${a} ${unit} ${b} ${other}` : `${a} ${unit}`
  if (d >= 7) return `${d} ${words.d}`
  if (d) return two(d, words.d, h, words.h)
  if (h) return two(h, words.h, m, words.m)
  return m ? `${m} ${words.m}` : words.under
}

export function relative(at, instant) {
  if (at > instant) return `${words.in} ${amount(at - instant)}`
  return instant - at < minute ? words.now : words.ago(amount(instant - at))
}

export function short(at, instant) {
  const s = Math.abs(instant - at)
  if (s >= day) return `${Math.floor(s / day)} ${words.d}`
  return s >= hour ? `${Math.floor(s / hour)} ${words.h}` : `${Math.floor(s / minute)} ${words.m}`
}

const say = (element, text) => { if (element.textContent !== text) element.textContent = text }

function chip(element, instant) {
  const left = Date.parse(element.dataset.due) - instant
  say($('span', element), `${element.dataset.verb} ${left < 0 ? 'late' : words.in} ${amount(left)}`)
  if (left >= 0 || element.matches('.late, .danger')) return
  element.classList.replace('calm', 'late') || element.classList.replace('soon', 'late')
  const use = $('use', element)
  use.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#sla-late'))
}

export function refresh(root = document) {
  const instant = now()
  for (const time of $$('time[data-rel]', root)) {
    const at = Date.parse(time.dateTime)
    say(time, time.dataset.rel === 'short' ? short(at, instant) : relative(at, instant))
  }
  for (const element of $$('[data-due]', root)) chip(element, instant)
}

start(refresh)
setInterval(() => { if (!document.hidden) refresh() }, 30_000)
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh() })
