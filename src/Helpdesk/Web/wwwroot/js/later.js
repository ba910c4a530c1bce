// Parts that are asked for once the page stands, because what they show comes from somewhere slow.
// data-load="/address" (with id)  replaced by the element of that id in the answer; the link inside works without script
import { $$, start } from './page.js'
import { ask, Unreachable } from './ask.js'
import { put } from './swap.js'

start(root => { for (const part of $$('[data-load]', root)) load(part) })

async function load(part) {
  const address = part.dataset.load
  delete part.dataset.load
  try {
    const { response, page } = await ask(address, `#${part.id}`)
    if (response.ok && part.isConnected) put(page, `#${part.id}`)
  } catch (problem) {
    // The link inside is still there.
    if (!(problem instanceof Unreachable)) throw problem
  }
}
