/** IPTC NewsML-G2: news items, packages and messages in files and folders. The newest version of each counts, and what its agency orders is done. */
import { type AgencyItem, compareVersions } from '../../../copy/ninjs/item-version.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { instantAt, instantFrom } from '../instants.ts'
import type { LeftOut, OldItem } from '../old-item.ts'
import type { OpenOldSystem, Source } from '../old-system.ts'
import { filesOf, type OtherFile, otherFile } from '../source-files.ts'
import { type XmlElement, xmlElements } from '../xml-elements.ts'
import { childOf, childrenOf, descendantsOf, textIn } from '../xml-tree.ts'
import { classOf, guidOf, headlineOf, itemMetaOf, type NewsPicture, pictureOf, statusOf, versionOf } from './item.ts'
import { licenceEndOf } from './rights.ts'
import { contentOf, dateOf, type ItemState, storyOf } from './story.ts'

const ITEMS = new Set(['newsItem', 'packageItem', 'conceptItem', 'knowledgeItem', 'planningItem', 'catalogItem'])

/** `beside`: by a story's guid, the guids of what is packed or linked with it, in their order. */
type Register = {
  newest: Map<string, { place: string; version: AgencyItem }>
  pictures: Map<string, NewsPicture>
  beside: Map<string, Set<string>>
  items: number
}

const UNKNOWN_SITE = 'https://old-site.invalid'

export const openNewsml: OpenOldSystem = async (source, { files, now }) => {
  const site = files.site ?? UNKNOWN_SITE
  const absolute = (address: string) => (address !== '' && URL.canParse(address, site) ? new URL(address, site).href : '')
  const register = await registerOf(source, absolute)
  if (register.items === 0) throw new ExitError(EXIT.refused, `${source.name} has no items of NewsML-G2.`)
  return { title: `NewsML-G2 items of ${source.name}`, siteUrl: site, items: () => oldItems(source, register, { absolute, now }) }
}

type Found = { place: string; element: XmlElement; damage?: string } | { place: string; why: string } | OtherFile

async function* itemsIn(source: Source): AsyncGenerator<Found> {
  for await (const file of filesOf(source, (name) => /\.(?:xml|newsml|g2)$/i.test(name))) {
    if ('other' in file) {
      yield file
      continue
    }
    const prefix = source.isFolder ? `${file.name}, ` : ''
    let [found, number] = [false, 0]
    for await (const part of xmlElements(file.bytes(), (path) => ITEMS.has(path.at(-1) ?? ''))) {
      found = true
      const place = `${prefix}item ${++number}, line ${part.line.toLocaleString('en')}`
      if (part.type === 'damage') yield { place, why: part.why }
      else yield { place, element: part.element, ...(part.damage !== undefined && { damage: part.damage }) }
    }
    if (!found) yield { place: file.name, why: 'It has no items of NewsML-G2.' }
  }
}

async function registerOf(source: Source, absolute: (address: string) => string): Promise<Register> {
  const register: Register = { newest: new Map(), pictures: new Map(), beside: new Map(), items: 0 }
  for await (const found of itemsIn(source)) {
    if (!('element' in found)) continue
    register.items++
    const guid = guidOf(found.element)
    if (found.damage !== undefined || !guid) continue
    const known = register.newest.get(guid)
    const version = versionOf(found.element)
    // Of two that cannot be told apart, the later in the file is the later delivery.
    const isNewest = !known || compareVersions(version, known.version) !== 'older'
    if (isNewest) register.newest.set(guid, { place: found.place, version })
    if (isNewest) setPicture(register.pictures, guid, found.element, absolute)
    for (const [one, other] of pairsOf(found.element)) register.beside.set(one, (register.beside.get(one) ?? new Set()).add(other))
  }
  return register
}

/** Stories show what its agency lets them: a picture that it withdrew or holds back is none. */
function setPicture(pictures: Register['pictures'], guid: string, item: XmlElement, absolute: (address: string) => string) {
  const picture = contentOf(item) === '' ? pictureOf(item, absolute) : undefined
  if (picture && statusOf(item) === 'usable') pictures.set(guid, picture)
  else pictures.delete(guid)
}

/** Of a package, each with all others of its group; of an item, itself with what it links to. */
function pairsOf(item: XmlElement): [string, string][] {
  const refs = (elements: readonly XmlElement[]) => elements.flatMap(({ attributes }) => attributes.residref ?? [])
  if (item.name !== 'packageItem') return refs(childrenOf(itemMetaOf(item) ?? item, 'link')).map((other) => [guidOf(item), other])
  return descendantsOf(item, 'group').flatMap((group) => {
    const all = refs(descendantsOf(group, 'itemRef')).slice(0, 200)
    return all.flatMap((one) => all.filter((other) => other !== one).map((other): [string, string] => [one, other]))
  })
}

type Reading = { absolute(address: string): string; now: number }

async function* oldItems(source: Source, register: Register, reading: Reading): AsyncGenerator<OldItem> {
  for await (const found of itemsIn(source)) {
    if ('other' in found) yield otherFile(found, 'files of XML')
    else if ('why' in found) yield { ...leftOut('damage', '', found.place, found.why), isLoss: true }
    else if (found.damage !== undefined) yield { ...leftOut(found.element.name, headlineOf(found.element), found.place, found.damage), isLoss: true }
    else yield itemOf(found.element, found.place, register, reading)
  }
}

const leftOut = (what: string, title: string, place: string, why: string): LeftOut => ({ kind: 'left-out', id: `${what} at ${place}`, what, title, place, why })

const NO_STORY: Record<string, string> = {
  packageItem: 'It puts other items together: they are taken themselves, with their pictures.',
  conceptItem: 'It explains a word of a vocabulary.',
  knowledgeItem: 'It explains words of a vocabulary.',
  planningItem: 'It plans coverage and contains no article.',
  catalogItem: 'It lists vocabularies.',
}

function itemOf(item: XmlElement, place: string, { newest, pictures, beside }: Register, { absolute, now }: Reading): OldItem {
  const [guid, title, kind] = [guidOf(item), headlineOf(item), classOf(item)]
  const what = item.name === 'newsItem' && kind && kind !== 'text' && kind !== 'composite' ? `${kind} item` : item.name
  const not = (why: string, isLoss = false): LeftOut => ({ ...leftOut(what, title, place, why), isLoss })
  if (!guid) return not('It has no guid, so that it can’t be told from others.', true)
  if (newest.get(guid)?.place !== place) return not('A newer version of it is in the input.')
  const reason = NO_STORY[item.name]
  if (reason) return not(reason)
  const status = statusOf(item)
  if (status === 'canceled' || status === 'cancelled') return not('Its agency withdrew it (pubStatus canceled): it must not be published.')
  if (status !== 'usable' && status !== 'withheld') return not(`Its status, “${status}”, isn’t known. In doubt nothing is published.`, true)
  const picture = pictures.get(guid)
  if (picture) return { kind: 'picture', id: guid, what, title: title || (picture.caption ?? ''), place, address: picture.src, ...detailsOf(picture) }
  if (contentOf(item) === '') return withoutText(item, not)
  const state = stateOf(item, status, now)
  if (state === undefined) return not('Its embargo can’t be read. In doubt nothing is published.', true)
  const own = pictureOf(item, absolute)
  const others = [...(beside.get(guid) ?? [])].flatMap((other) => pictures.get(other) ?? [])
  return storyOf(item, state, { place, absolute, pictures: [...(own ? [own] : []), ...others] })
}

function withoutText(item: XmlElement, not: (why: string, isLoss?: boolean) => LeftOut): LeftOut {
  const elsewhere = descendantsOf(item, 'remoteContent').find(({ attributes }) => /^text\/|html|xml/.test(attributes.contenttype ?? ''))?.attributes.href
  return elsewhere ? not('Its text isn’t in the file, only its address. Ask the agency for items with their texts.', true) : not('It has no text.')
}

const detailsOf = ({ alt, caption, credit }: NewsPicture) => ({ ...(alt && { alt }), ...(caption && { caption }), ...(credit && { credit }) })

/** An embargo without a time holds until the agency says otherwise. */
function stateOf(item: XmlElement, status: string, now: number): ItemState | undefined {
  if (status === 'withheld') return { state: 'private', notes: ['Its agency holds it back (pubStatus withheld): it’s a draft here.'] }
  const licence = licenceEndOf(item)
  if (licence === 'unreadable') return { state: 'private', notes: ['The end of its licence can’t be read: it’s a draft here.'] }
  if (licence !== undefined && licence <= now) return { state: 'private', notes: [`Its licence ended at ${instantAt(licence)}: it’s a draft here.`] }
  const free: ItemState = { state: 'published', notes: licence === undefined ? [] : [`Its licence ends at ${instantAt(licence)}. Withdraw it before.`] }
  const embargo = childOf(itemMetaOf(item), 'embargoed')
  const at = dateOf(item)
  if (!embargo) return at !== undefined && at > now ? { state: 'scheduled', notes: [...free.notes, `It is dated ${instantAt(at)}, and comes out then.`] } : free
  const written = textIn(embargo).trim()
  if (written === '') return { state: 'private', notes: ['It is embargoed without an end: it’s a draft here.'] }
  // Without a zone it may be over hours too early.
  const end = /(?:Z|[+-]\d\d:?\d\d)$/i.test(written) ? instantFrom(written) : undefined
  if (end === undefined) return undefined
  const until = instantAt(end)
  return end > now ? { state: 'scheduled', until, notes: [...free.notes, `It is embargoed until ${until}, and comes out then.`] } : free
}
