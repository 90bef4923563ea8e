/** Where stories were that are elsewhere now. Each such address leads to its story, whatever that is called, and no editor can point it elsewhere. */

import type { MadeBy } from '../../copy/old-address.ts'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import { PRESS_ACTOR } from './actors.ts'
import type { ArticleRow } from './article-row.ts'
import { type FormerSlug, saveFormerSlug } from './former-slugs.ts'
import { deleteAutomatic, saveAutomatic } from './old-addresses.ts'
import type { Ledger } from './sql.ts'

type Leaving = { to: string; made: MadeBy; at: string; by?: string }

/** Called with the story as it was before. Nobody has a link to where a story never was out. */
export function leaveAddress(ledger: Ledger, { id, path, came_out }: ArticleRow, { to, made, at, by = PRESS_ACTOR.name }: Leaving) {
  if (came_out && path !== to) saveAutomatic(ledger, path, { article: id, target: null }, { made, at, by })
  deleteAutomatic(ledger, to)
}

/** A former slug that came with an import: in which section readers had it there isn't known. */
export function takeFormerSlug(ledger: Ledger, { id, path, section }: ArticleRow, former: FormerSlug) {
  saveFormerSlug(ledger, id, former)
  if (!former.isPublic) return
  const was = pathOf({ section: piecesOf(path)[0] ?? section, slug: former.slug })
  saveAutomatic(ledger, was, { article: id, target: null }, { made: 'rename', at: former.at, by: PRESS_ACTOR.name })
}
