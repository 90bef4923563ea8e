/** The answer for a picture that was taken down, or whose licence has ended: its space on the page stays as it was, and says that it's empty. */

import type { Tombstone } from '../copy/shapes/tombstone.ts'
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { editionLang } from '../edition/keys.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'

/** An `img` shows what it is sent, whatever the status. Without measures of its own it takes those that the page reserved. */
const placeholder = (words: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="#e9e6df"/><text x="50%" y="50%" text-anchor="middle" font-family="serif" fill="#5f5b54">${words}</text></svg>`

export const respondWithdrawnPicture = (c: AppContext) =>
  c.body(placeholder(phrasesFor(editionLang(c.env)).pictureGone), 410, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': CACHE_CONTROL.gone,
  })

/** The headline of a story that was withdrawn; or that was renamed, and has a picture under its new slug. */
export function respondWithdrawnHeadline(c: AppContext, { to }: Tombstone, name: string) {
  c.header('Cache-Control', CACHE_CONTROL.gone)
  return to ? c.redirect(`/pictures/social${to.slice(to.lastIndexOf('/'))}/${name}`, 302) : c.text('This picture was withdrawn.', 410)
}
