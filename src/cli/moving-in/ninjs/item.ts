/** Which items of an input count: the newest of each, whatever version of ninjs it is in. */

import { statusOf } from '../../../copy/ninjs/from-ninjs.ts'
import { type Item, type JsonObject, normaliseNames, recordsOf, trimmedText } from '../../../copy/ninjs/item.ts'
import { type AgencyItem, compareVersions, itemVersionOf } from '../../../copy/ninjs/item-version.ts'
import { jsonItems } from '../json-items.ts'
import type { Source } from '../old-system.ts'
import type { OtherFile } from '../source-files.ts'
import { withReadableBody } from './foreign-bodies.ts'
import { isObject, pictureOfItem } from './pictures.ts'

/** `line 3`, with `item 2` where several are in one value. */
export type PlacedItem = { place: string; item: Item } | { place: string; damage: string } | OtherFile

export async function* itemsIn(source: Source): AsyncGenerator<PlacedItem> {
  for await (const read of jsonItems(source)) {
    if ('other' in read || 'damage' in read) yield read
    else
      for (const [at, value] of unwrapped(read.value).entries()) {
        const place = at === 0 ? read.place : `${read.place}, item ${at + 1}`
        if (isObject(value)) yield { place, item: withReadableBody(inVersion3(normaliseNames(value))) }
        else yield { place, damage: 'It is no JSON object.' }
      }
  }
}

/** Feeds wrap items in an object of their own. */
function unwrapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (!isObject(value) || value.uri !== undefined) return [value]
  const list = ['items', 'newsItems', 'data', 'results', 'stories'].map((name) => value[name]).find(Array.isArray)
  return Array.isArray(list) ? list : [value]
}

/** ninjs 1 and 2 have `headline`, `description_text`, `person` and `subject` where 3 has lists of other names. */
function inVersion3(item: Item): Item {
  const lists = {
    person: 'people',
    subject: 'subjects',
    place: 'places',
    organisation: 'organisations',
    infosource: 'infoSources',
    genre: 'genres',
    altid: 'altIds',
  }
  const renamed: JsonObject = {}
  const others: JsonObject = { ...item }
  for (const [before, now] of Object.entries(lists)) {
    if (!Array.isArray(item[before]) || item[now] !== undefined) continue
    renamed[now] = recordsOf(item[before]).map(({ code, ...named }) => ({ ...named, ...(code !== undefined && { uri: named.uri ?? code }) }))
    delete others[before]
  }
  if (item.by === undefined && trimmedText(item.byline)) renamed.by = item.byline
  const descriptions = ['description_text', 'description_html', 'description_xhtml'].flatMap((name) =>
    trimmedText(item[name]) ? [{ role: 'summary', value: item[name], ...(name === 'description_text' && { contentType: 'text/plain' }) }] : [],
  )
  const associations = isObject(item.associations)
    ? Object.entries(item.associations).flatMap(([name, value]) => (isObject(value) ? [{ name, ...inVersion3(normaliseNames(value)) }] : []))
    : item.associations
  return {
    ...others,
    ...renamed,
    ...(descriptions.length > 0 && item.descriptions === undefined && { descriptions }),
    ...(associations !== undefined && { associations }),
    ...(item.copyrightHolder === undefined && trimmedText(item.copyrightholder) && { copyrightHolder: item.copyrightholder }),
  }
}

/** Every item by its uri and where it stands; pictures that others name. */
export type Register = {
  newest: Map<string, { place: string; version: AgencyItem }>
  pictures: Map<string, JsonObject>
  items: number
  /** The first place where the input is hurt, and how. */
  damage?: string
}

/** A picture's record is small; more than these are no news feed's. */
const MOST_PICTURES = 200_000

/** Stories show what its agency lets them: a picture that it withdrew or holds back is none. */
function setPicture(pictures: Register['pictures'], uri: string, item: Item) {
  const status = statusOf(item)
  const isFree = status.ok && status.order === 'file'
  if (isFree && recordsOf(item.bodies).length === 0 && pictures.size < MOST_PICTURES && pictureOfItem(item)) pictures.set(uri, item)
  else pictures.delete(uri)
}

export async function registerOf(source: Source): Promise<Register> {
  const register: Register = { newest: new Map(), pictures: new Map(), items: 0 }
  for await (const read of itemsIn(source)) {
    if ('damage' in read) register.damage ??= `${read.place}: ${read.damage}`
    if (!('item' in read)) continue
    const uri = trimmedText(read.item.uri)
    if (!uri) continue
    register.items++
    const version = { uri, ...itemVersionOf(read.item) }
    const known = register.newest.get(uri)
    // Of two that cannot be told apart, the later in the file is the later delivery.
    if (known && compareVersions(version, known.version) === 'older') continue
    register.newest.set(uri, { place: read.place, version })
    setPicture(register.pictures, uri, read.item)
  }
  return register
}
