/** What a script adds for readers who have one. Everything here is missing without harm. */
import { breaking } from './breaking.ts'
import { fragments } from './fragments.ts'
import { keptLists } from './kept-lists.ts'
import { reading } from './reading.ts'
import { saved } from './saved.ts'
import { share } from './share.ts'
import { theme } from './theme.ts'

breaking()
fragments()
share()
theme()
saved()
keptLists()

// A page that the browser prepares ahead has not been opened yet.
if ('prerendering' in document && document.prerendering) document.addEventListener('prerenderingchange', reading, { once: true })
else reading()

if ('serviceWorker' in navigator) addEventListener('load', () => void navigator.serviceWorker.register('/sw.js'))
