/** What a script adds for readers who have one. Everything here is missing without harm. */
import { breaking } from './breaking.ts'
import { fragments } from './fragments.ts'
import { share } from './share.ts'
import { theme } from './theme.ts'

breaking()
fragments()
share()
theme()
