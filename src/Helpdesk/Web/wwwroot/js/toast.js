// Messages after an act.
// data-toast          a message that leaves by itself after a while; hovering or focus keeps it
// data-undo-until     ISO instant on a form: counts down and then leaves, the act is done
import { $, $$, start, make, icon } from './page.js'
import { now } from './clock.js'
import { words } from './words.js'

const stay = 6000

export function toast(sentence, { late = false, link } = {}) {
  const box = make('div', { class: late ? 'toast late' : 'toast', 'data-toast': late ? 'keep' : '' }, make('p', {}, sentence))
  if (link) box.append(make('a', { href: link.href, target: '_blank', class: 'btn small' }, link.words))
  const close = make('button', { type: 'button', class: 'btn small quiet', 'aria-label': words.close }, icon('x'))
  close.addEventListener('click', () => box.remove())
  box.append(close)
  $('#toasts')?.append(box)
  leave(box)
}

// A fragment brings its own messages; those on screen stay.
export function adoptToasts(page) {
  for (const box of $$('#toasts > *', page)) {
    const here = document.adoptNode(box)
    $('#toasts')?.append(here)
    begin(here)
  }
}

/** What went wrong before is over once something has gone right. */
export function settleToasts() {
  for (const box of $$('#toasts > .toast.late')) box.remove()
}

function leave(box) {
  if (box.dataset.toast === 'keep') return
  setTimeout(() => box.matches(':hover, :focus-within') ? leave(box) : box.remove(), stay)
}

function countDown(form) {
  const until = Date.parse(form.dataset.undoUntil)
  const total = Math.max(1, Math.ceil((until - now()) / 1000))
  const bar = make('progress', { max: total, value: total, 'aria-hidden': 'true' })
  // Seconds are for the eye; the region would otherwise be read aloud ten times.
  const left = make('span', { class: 'num muted', 'aria-hidden': 'true' })
  $('button', form)?.before(bar, left)
  const tick = () => {
    const seconds = Math.ceil((until - now()) / 1000)
    if (seconds <= 0 || !form.isConnected) { clearInterval(timer); form.remove(); return }
    bar.value = seconds
    left.textContent = `${seconds} s`
  }
  const timer = setInterval(tick, 250)
  tick()
}

function begin(box) {
  if (box.dataset.undoUntil) countDown(box)
  else if ('toast' in box.dataset) leave(box)
}

start(root => { for (const box of $$('#toasts > *', root)) begin(box) })
