// Asking the server for a part of a page.
import { heard } from './clock.js'

export class Unreachable extends Error {}

/** Asks for a part of a page. Returns the parsed page and the answer; throws Unreachable when there is no connection. */
export async function ask(url, target, init = {}) {
  let response, text
  try {
    response = await fetch(url, { ...init, headers: { 'X-Fragment': target, Accept: 'text/html', ...init.headers }, credentials: 'same-origin' })
    text = await response.text()
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem
    throw new Unreachable()
  }
  const page = new DOMParser().parseFromString(text, 'text/html')
  heard(page)
  return { response, page }
}
