/** IPTC ninjs 1, 2 and 3: items in files, lists, JSON Lines and folders. The newest version of each counts, and what its agency orders is done. */
import { noArticleReason, statusOf } from '../../../copy/ninjs/from-ninjs.ts'
import { type Item, plainText, recordsOf, trimmedText } from '../../../copy/ninjs/item.ts'
import { detailsOfNinjs } from '../../../copy/ninjs/picture-details.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { instantAt, instantFrom } from '../instants.ts'
import type { LeftOut, OldItem } from '../old-item.ts'
import type { OpenOldSystem, Source } from '../old-system.ts'
import { otherFile } from '../source-files.ts'
import { unreadableBody } from './foreign-bodies.ts'
import { itemsIn, type Register, registerOf } from './item.ts'
import { pictureOfItem } from './pictures.ts'
import { dateOf, type ItemState, storyOf } from './story.ts'

export const openNinjs: OpenOldSystem = async (source, { files, now }) => {
  const register = await registerOf(source)
  if (register.items === 0)
    throw new ExitError(EXIT.refused, `${source.name} has no ninjs items: none has a “uri”.${register.damage ? ` ${register.damage}` : ''}`)
  const siteUrl = files.site ?? siteOf(register)
  return { title: `ninjs items of ${source.name}`, ...(siteUrl !== undefined && { siteUrl }), items: () => oldItems(source, register, now) }
}

/** The one site that all items are of, as those of an own export. */
function siteOf({ newest }: Register): string | undefined {
  const origins = new Set([...newest.keys()].map((uri) => (/^https?:/.test(uri) && URL.canParse(uri) ? new URL(uri).origin : undefined)))
  return origins.size === 1 ? [...origins][0] : undefined
}

async function* oldItems(source: Source, register: Register, now: number): AsyncGenerator<OldItem> {
  for await (const read of itemsIn(source)) {
    if ('other' in read) yield otherFile(read, 'files of JSON')
    else if ('damage' in read) yield { ...leftOut('damage', '', read.place, read.damage), isLoss: true }
    else yield itemOf(read.item, read.place, register, now)
  }
}

const leftOut = (what: string, title: string, place: string, why: string): LeftOut => ({ kind: 'left-out', id: `${what} at ${place}`, what, title, place, why })

function itemOf(item: Item, place: string, { newest, pictures }: Register, now: number): OldItem {
  const uri = trimmedText(item.uri)
  const title = plainText(recordsOf(item.headlines)[0]?.value ?? item.headline ?? item.title)
  const what = recordsOf(item.bodies).length > 0 || !trimmedText(item.type) || item.type === 'text' ? 'item' : `${trimmedText(item.type)} item`
  const not = (why: string, isLoss = false): LeftOut => ({ ...leftOut(what, title, place, why), isLoss })
  if (!uri) return not('It has no uri, so that it can’t be told from others.', true)
  if (newest.get(uri)?.place !== place) return not('A newer version of it is in the input.')
  const status = statusOf(item)
  if (!status.ok) return not(status.flaws.map(({ message }) => message).join(' '), true)
  if (status.order === 'kill') return not('Its agency withdrew it (pubStatus canceled): it must not be published.')
  const picture = pictures.get(uri)
  if (picture) return pictureItem(item, uri, place, title)
  const reason = noArticleReason(item)
  if (reason) return not(reason)
  const unreadable = unreadableBody(item)
  if (unreadable) return not(unreadable, true)
  const isTextless = recordsOf(item.bodies).length === 0 && !Object.keys(item).some((name) => /^body_/i.test(name))
  if (isTextless && !title) return not('It has neither a headline nor a text.')
  return storyOf(item, uri, place, stateOf(status.order, status.until, item, now), pictures)
}

function stateOf(order: 'file' | 'hold', until: string | undefined, item: Item, now: number): ItemState {
  if (order === 'hold') return { state: 'private', notes: ['Its agency holds it back (pubStatus withheld): it’s a draft here.'] }
  const expires = instantFrom(item.expires)
  if (expires === undefined && trimmedText(item.expires))
    return { state: 'private', notes: [`The end of its licence, “${item.expires}”, can’t be read: it’s a draft here.`] }
  if (expires !== undefined && expires <= now) return { state: 'private', notes: [`Its licence ended at ${String(item.expires)}: it’s a draft here.`] }
  const notes = expires === undefined ? [] : [`Its licence ends at ${String(item.expires)}. Withdraw it before.`]
  if (until && (instantFrom(until) ?? 0) > now) return { state: 'scheduled', until, notes: [...notes, `It is embargoed until ${until}, and comes out then.`] }
  const at = dateOf(item)
  return at !== undefined && at > now
    ? { state: 'scheduled', notes: [...notes, `It is dated ${instantAt(at)}, and comes out then.`] }
    : { state: 'published', notes }
}

function pictureItem(item: Item, uri: string, place: string, title: string): OldItem {
  const picture = pictureOfItem(item)
  if (!picture) return leftOut('picture item', title, place, 'It has no rendition with an address.')
  const { src, alt, caption, credit, focus } = picture
  const details = { ...(focus && { focus }), ...detailsOfNinjs(item) }
  return {
    kind: 'picture',
    id: uri,
    what: 'picture item',
    title,
    place,
    address: src,
    ...(alt && { alt }),
    ...(caption && { caption }),
    ...(credit && { credit }),
    ...(Object.keys(details).length > 0 && { details }),
  }
}
