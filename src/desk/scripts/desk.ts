/** What a script adds on every page of the desk. Everything here is missing without harm. */

import { trustChecksWorker } from './checks-worker-policy.ts'
import { confirmOrders } from './confirm-orders.ts'
import { forSeconds } from './for-seconds.ts'
import { showFramesSentTo } from './frames.ts'
import { openPalette } from './palette.ts'
import { offerToSignInAgain } from './sign-in-again.ts'
import { submitOnce } from './submit-once.ts'

trustChecksWorker()
confirmOrders()
openPalette()
showFramesSentTo()
offerToSignInAgain()
forSeconds()
submitOnce()

// A refused form is read from its message on.
document.querySelector<HTMLElement>('[data-autofocus]')?.focus()
