// The script layer: makes plain links and forms quick. Every page works without it; nothing here is the only way.
// What each data- attribute means stands at the top of the module that reads it.
import './js/swap.js'
import './js/dialogs.js'
import './js/keys.js'
import './js/list.js'
import './js/palette.js'
import './js/composer.js'
import './js/times.js'
import './js/live.js'
import './js/later.js'
