/**
 * Pictures as readers get them. A revision keeps what was filed; where it is printed, pictures whose licence has ended are left out, and the
 * others have what the catalogue knows that the copy doesn't: that a picture was made by a machine, and how it may be used. No clock is asked:
 * `taken_off` says since when.
 */
import type { Article } from '../../copy/shapes/article.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { type DigitalSource, digitalSourceIn, pictureMark } from '../../copy/shapes/digital-source.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import type { PictureRights } from '../../copy/shapes/picture-details.ts'
import { type Ledger, row } from './sql.ts'

/** The same object where nothing is to be changed. */
export function withShownPictures(ledger: Ledger, article: Article): Article {
  const lang = article.lang ?? ledger.lang
  const picture = article.picture && shownPicture(ledger, article.picture, lang)
  const body = shownBody(ledger, article.body, lang)
  const updates = article.updates?.map((update) => {
    const shown = shownBody(ledger, update.body, lang)
    return shown === update.body ? update : { ...update, body: shown }
  })
  const hasOtherUpdates = updates?.some((update, at) => update !== article.updates?.[at]) ?? false
  if (picture === article.picture && body === article.body && !hasOtherUpdates) return article
  const { picture: _, ...others } = article
  return { ...others, ...(picture && { picture }), body, ...(updates && { updates }) }
}

/** A portrait has a picture's address, and is left out as one. */
export const isTakenOff = (ledger: Ledger, src: string) => knownPicture(ledger, src)?.taken_off != null

/** Of an advertisement: neither an ended licence nor a picture that was withdrawn is shown in it. */
export function isHidden(ledger: Ledger, src: string) {
  const known = knownPicture(ledger, src)
  if (known) return known.taken_off !== null || known.withdrawn !== null
  // It may be uploaded again, and nobody has yet.
  const id = idIn(src)
  return id !== undefined && row(ledger, 'SELECT 1 AS yes FROM allowed_pictures WHERE id = ?', id) !== undefined
}

function shownBody(ledger: Ledger, body: Block[], lang: string): Block[] {
  if (!body.some(({ type }) => type === 'picture')) return body
  const shown = body.map((block) => (block.type === 'picture' ? shownPicture(ledger, block, lang) : block)).filter((block) => block !== undefined)
  return shown.length === body.length && shown.every((block, at) => block === body[at]) ? body : shown
}

/** Undefined of one that was taken off. */
function shownPicture<P extends Picture>(ledger: Ledger, picture: P, lang: string): P | undefined {
  const known = knownPicture(ledger, picture.src)
  if (known?.taken_off) return undefined
  const source = (known?.digital_source as DigitalSource | null | undefined) ?? digitalSourceIn(String(picture.digitalSource ?? ''))
  const mark = source && pictureMark(source, lang)
  const structured = structuredOf(known?.rights ? JSON.parse(known.rights) : {}, mark && source)
  if (!mark && !structured) return picture
  return { ...picture, ...(mark && { caption: captionWith(picture.caption, mark) }), ...(structured && { structured }) }
}

const OURS = /\/pictures\/([0-9a-f]{32})(?![0-9a-f])/

type Known = { taken_off: string | null; withdrawn: string | null; digital_source: string | null; rights: string | null }

const idIn = (src: string) => OURS.exec(src)?.[1]

function knownPicture(ledger: Ledger, src: string) {
  const id = idIn(src)
  return id === undefined ? undefined : row<Known>(ledger, 'SELECT taken_off, withdrawn, digital_source, rights FROM pictures WHERE id = ?', id)
}

/** In the caption, so that it goes wherever the picture goes: into feeds, emails and what is copied. Said once. */
const captionWith = (caption: string | undefined, mark: string) => (caption?.includes(mark) ? caption : caption ? `${caption} (${mark})` : mark)

/** Properties of a schema.org ImageObject, for search engines. */
function structuredOf({ notice, licenceUrl, acquireUrl }: PictureRights, source: DigitalSource | '' | undefined) {
  const properties = {
    ...(notice && { copyrightNotice: notice }),
    ...(licenceUrl && { license: licenceUrl }),
    ...(acquireUrl && { acquireLicensePage: acquireUrl }),
    ...(source && { digitalSourceType: `https://schema.org/${source.charAt(0).toUpperCase()}${source.slice(1)}DigitalSource` }),
  }
  return Object.keys(properties).length > 0 ? properties : undefined
}
