/** What a script adds for readers who have one. Everything here is missing without harm. */
import { fitAlsoToCards } from './also.ts'
import { enableBannerDismissal } from './breaking.ts'
import { keepBroughtStories } from './brought-stories.ts'
import { handleFragmentFailures } from './fragments.ts'
import { enableMenuClosing } from './menu.ts'
import { trustScript } from './own-policy.ts'
import { trackReading } from './reading.ts'
import { enableSaveButton } from './save-button.ts'
import { keepSearchInAddress } from './search-address.ts'
import { enableSharing } from './share.ts'
import { showSavedLists } from './show-saved-lists.ts'
import { settleSlots } from './slots.ts'
import { showStrip } from './strip.ts'
import { enableThemeSwitch } from './theme.ts'

enableBannerDismissal()
handleFragmentFailures()
settleSlots()
keepSearchInAddress()
enableSharing()
enableThemeSwitch()
enableMenuClosing()
enableSaveButton()
showSavedLists()
keepBroughtStories()
showStrip()
fitAlsoToCards()

// A page that the browser prepares ahead has not been opened yet.
if ('prerendering' in document && document.prerendering) document.addEventListener('prerenderingchange', trackReading, { once: true })
else trackReading()

if ('serviceWorker' in navigator) addEventListener('load', () => void navigator.serviceWorker.register(trustScript('/sw.js')))
