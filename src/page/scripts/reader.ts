/** What a script adds for readers who have one. Everything here is missing without harm. */
import { fitAlsoToCards } from './also.ts'
import { enableBannerDismissal } from './breaking.ts'
import { handleFragmentFailures } from './fragments.ts'
import { enableMenuClosing } from './menu.ts'
import { trackReading } from './reading.ts'
import { enableSaveButton } from './save-button.ts'
import { enableSharing } from './share.ts'
import { showSavedLists } from './show-saved-lists.ts'
import { showStrip } from './strip.ts'
import { enableThemeSwitch } from './theme.ts'

enableBannerDismissal()
handleFragmentFailures()
enableSharing()
enableThemeSwitch()
enableMenuClosing()
enableSaveButton()
showSavedLists()
showStrip()
fitAlsoToCards()

// A page that the browser prepares ahead has not been opened yet.
if ('prerendering' in document && document.prerendering) document.addEventListener('prerenderingchange', trackReading, { once: true })
else trackReading()

if ('serviceWorker' in navigator) addEventListener('load', () => void navigator.serviceWorker.register('/sw.js'))
