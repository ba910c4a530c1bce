// The server's clock, which the people's clocks may differ from (and the demo's can be moved).
// <title data-now="ISO">  the instant at which the page was drawn
import { $ } from './page.js'

let ahead = 0

export const now = () => Date.now() + ahead

export function heard(page) {
  const drawn = Date.parse($('title', page)?.dataset.now)
  if (!Number.isNaN(drawn)) ahead = drawn - Date.now()
}

const zone = document.documentElement.dataset.zone
export const lang = document.documentElement.lang || 'en'
const hours = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone })

/** "14:08" in the viewer's zone. */
export const clockTime = instant => hours.format(instant)

// A page out of the browser's page cache was drawn long ago: its time of drawing says nothing any more.
heard(document)
