/** Pictures of ninjs items, of which many say no size: here they are measured when they are moved. */

import { type Item, type JsonObject, recordsOf, trimmedText } from '../../../copy/ninjs/item.ts'
import { type PictureInput, pictureOf, picturesOf } from '../../../copy/ninjs/pictures.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import type { Notes } from '../../../copy/text/omissions.ts'
import type { OldPictureUse } from '../old-item.ts'

/** Picture items of the same input, by their uri: an association may name one without saying more. */
export type PictureItems = ReadonlyMap<string, JsonObject>

/** A rendition without a size may be the largest; a thumbnail never is. */
const UNKNOWN_SIZE = { width: 2600, height: 1733 }
const THUMBNAIL_SIZE = { width: 60, height: 40 }

type Read = { hero?: OldPictureUse; blocks: BlockInput[]; others: JsonObject[] }

/** An item that this software wrote says which picture is which: `hero`, `picture-1`. What their associations say is in the article's own fields. */
export function ownPicturesOf(item: Item, body: readonly BlockInput[]): Read {
  const named = new Map(recordsOf(item.associations).map((association) => [String(association.name), pictureOf(association)]))
  const hero = named.get('hero')
  let number = 0
  const blocks = body.map((block) => {
    const focus = block.type === 'picture' ? named.get(`picture-${++number}`)?.focus : undefined
    return focus ? { ...block, focus } : block
  })
  return { ...(hero && { hero: withoutItem(hero) }), blocks, others: [] }
}

const withoutItem = ({ ninjs: _, ...picture }: PictureInput): OldPictureUse => picture

export function oldPicturesOf(item: Item, body: readonly BlockInput[], known: PictureItems, notes: Notes): Read {
  const originals = new Map<JsonObject, JsonObject>()
  const associations = recordsOf(item.associations).map((association) => {
    const whole = withRenditions(association, known)
    const sized = { ...whole, renditions: sizedRenditions(whole) }
    originals.set(sized, association)
    return sized
  })
  const sizedBody = body.map((block) => (block.type === 'picture' && !(block.width && block.height) ? { ...UNKNOWN_SIZE, ...block } : block))
  const { hero, blocks, others } = picturesOf({ ...item, associations }, sizedBody, notes)
  const asWritten = ({ ninjs, ...picture }: { ninjs?: unknown; [field: string]: unknown }) => {
    const original = originals.get(ninjs as JsonObject) // What `pictureOf` keeps is what it was given.
    return { ...picture, ...(original && { ninjs: original }) }
  }
  return {
    ...(hero && { hero: asWritten(hero) as unknown as OldPictureUse }),
    blocks: blocks.map((block) => (block.type === 'picture' ? (asWritten(block) as BlockInput) : block)),
    others: others.map((other) => originals.get(other) ?? other),
  }
}

/** Of a picture that is an item itself. */
export const pictureOfItem = (item: JsonObject): PictureInput | undefined => pictureOf({ ...item, renditions: sizedRenditions(item) })

function withRenditions(association: JsonObject, known: PictureItems): JsonObject {
  if (recordsOf(association.renditions).some(({ href }) => typeof href === 'string')) return association
  const item = known.get(trimmedText(association.uri) ?? '')
  return item
    ? {
        ...association,
        ...item,
        ...(association.name !== undefined && { name: association.name }),
        ...(association.rel !== undefined && { rel: association.rel }),
      }
    : association
}

const sizedRenditions = (holder: JsonObject): JsonObject[] => {
  // ninjs 1 has an object of renditions by name.
  const renditions = Array.isArray(holder.renditions)
    ? recordsOf(holder.renditions)
    : Object.entries(isObject(holder.renditions) ? holder.renditions : {}).flatMap(([name, value]): JsonObject[] =>
        isObject(value) ? [{ name, ...value }] : [],
      )
  return renditions.map(({ contentType, contenttype, mimetype, ...rendition }) => {
    const type = contentType ?? contenttype ?? mimetype
    const isThumbnail = /thumb|small|preview|icon/i.test(`${rendition.name ?? ''} ${rendition.title ?? ''}`)
    return { ...(isThumbnail ? THUMBNAIL_SIZE : UNKNOWN_SIZE), ...rendition, ...(type !== undefined && { contentType: type }) }
  })
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
