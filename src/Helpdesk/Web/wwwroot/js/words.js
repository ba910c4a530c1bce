// What the script layer says on both sides of the counter. Customers read it in their language; the rest of the script's
// words stand on staff pages only and are English.
import { lang } from './clock.js'

const english = {
  offline: 'No connection. Nothing was lost: what you typed is still here. Try again in a moment.',
  misfit: 'The answer did not fit this page. Reload to see it as it is now.',
  failed: status => `That did not work (${status}). What you typed is still here. Try again, or reload the page.`,
  close: 'Close this message',
}
const dutch = {
  offline: 'Geen verbinding. Er is niets verloren: wat u typte staat er nog. Probeer het zo nog eens.',
  misfit: 'Het antwoord past niet op deze pagina. Laad de pagina opnieuw om te zien hoe het nu staat.',
  failed: status => `Dat is niet gelukt (${status}). Wat u typte staat er nog. Probeer het nog eens of laad de pagina opnieuw.`,
  close: 'Dit bericht sluiten',
}
export const words = lang.startsWith('nl') ? dutch : english
