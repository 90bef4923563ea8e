/** Pictures among an item's associations. A picture keeps its association in its own field `ninjs`, so that both go together. */

import type { BlockInput } from '../shapes/block.ts'
import { isSafeHref } from '../text/inline.ts'
import type { Notes } from '../text/omissions.ts'
import { type Item, type JsonObject, plainText, recordsOf, textOfEntry, trimmedText, valueWithRole } from './item.ts'

export type PictureInput = {
  src: string
  alt: string
  width: number
  height: number
  caption?: string
  credit?: string
  focus?: { x: number; y: number }
  ninjs: JsonObject
}

type Pictures = { hero?: PictureInput; blocks: BlockInput[]; others: JsonObject[] }

/**
 * The first picture (or the one that is named as such) leads; the rest follow the text, unless they stand in it already.
 * A picture without its size would make the page jump: it is left out, with a note.
 */
export function picturesOf(item: Item, body: readonly BlockInput[], notes: Notes): Pictures {
  const others: JsonObject[] = []
  const pictures: PictureInput[] = []
  const heldBack = new Set<unknown>()
  for (const association of recordsOf(item.associations)) {
    if (isPicture(association) && isHeldBack(association)) {
      others.push(association)
      for (const { href } of recordsOf(association.renditions)) heldBack.add(href)
      notes.add(`The picture "${plainText(association.name) || plainText(association.uri)}" was left out: its agency withdrew it or holds it back.`)
      continue
    }
    const picture = isPicture(association) ? pictureOf(association) : undefined
    if (picture) pictures.push(picture)
    else {
      others.push(association)
      if (isPicture(association))
        notes.add(
          `The picture "${plainText(association.name) || plainText(association.uri)}" was left out because it has no rendition with an address, width and height.`,
        )
    }
  }
  const sized = body.filter((block) => {
    if (block.type === 'picture' && heldBack.has(block.src)) return false
    if (block.type !== 'picture' || (block.width && block.height) || pictures.some(({ src }) => src === block.src)) return true
    notes.add(`The picture ${String(block.src).slice(0, 200)} in the text was left out because it has no width and height.`)
    return false
  })
  const blocks = sized.map((block) => mergePicture(block, pictures))
  const inText = new Set(blocks.flatMap((block) => (block.type === 'picture' ? [String(block.src)] : [])))
  const free = pictures.filter(({ src }) => !inText.has(src))
  const hero = free.find(({ ninjs }) => /main|hero|feature|lead|primary/i.test(`${ninjs.name} ${ninjs.rel}`)) ?? free[0]
  return {
    ...(hero && { hero }),
    blocks: [...blocks, ...free.filter((picture) => picture !== hero).map((picture): BlockInput => ({ type: 'picture', ...picture }))],
    others,
  }
}

/** What the text says of a picture counts before what its association says. */
function mergePicture(block: BlockInput, pictures: readonly PictureInput[]): BlockInput {
  const picture = block.type === 'picture' ? pictures.find(({ src }) => src === block.src) : undefined
  if (!picture) return block
  const { alt, ...fromText } = block
  return { ...picture, ...fromText, alt: alt || picture.alt }
}

const isPicture = ({ type, renditions }: JsonObject) => type === 'picture' || type === 'graphic' || (type === undefined && recordsOf(renditions).some(isImage))

const isImage = ({ contentType, href }: JsonObject) =>
  contentType === undefined ? /\.(?:jpe?g|png|webp|avif|gif)(?:\?|$)/i.test(String(href)) : /^image\//.test(String(contentType))

/** Associations are items themselves, with a status of their own; one that can't be read holds back. */
const isHeldBack = ({ pubStatus, pubstatus = pubStatus }: JsonObject) => pubstatus !== undefined && !/^\s*(?:stat:)?usable\s*$/i.test(String(pubstatus))

/** Wide enough for any page; larger originals only cost. */
const WIDE_ENOUGH = 2600

export function pictureOf(association: JsonObject): PictureInput | undefined {
  const usable = recordsOf(association.renditions).filter(
    ({ href, width, height, contentType }) =>
      typeof href === 'string' &&
      isSafeHref(href) &&
      /^(?:https?:|\/)/.test(href) &&
      isPixels(width) &&
      isPixels(height) &&
      (contentType === undefined || /^image\//.test(String(contentType))),
  )
  const [best] = usable.sort((a, b) => widthScore(b) - widthScore(a))
  if (!best) return undefined
  const described = (role: RegExp) => valueWithRole(association.descriptions, role)
  const caption = described(/^caption$/i) || described(/^(?:main|text|description|summary)?$/i)
  const credit = described(/^credit(?:line)?$/i) || plainText(association.by) || plainText(association.copyrightHolder)
  const focus = focusOf(best)
  return {
    src: String(best.href),
    width: Number(best.width),
    height: Number(best.height),
    alt: (described(/^alt(?:text)?$/i) ?? headlineOf(association)).slice(0, 1000),
    ...(caption && caption.length <= 4000 && { caption }),
    ...(credit && credit.length <= 400 && { credit }),
    ...(focus && { focus }),
    ninjs: association,
  }
}

const isPixels = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 20_000

/** The largest up to the width that is enough, then the smallest above it. */
const widthScore = ({ width }: JsonObject) => (Number(width) <= WIDE_ENOUGH ? Number(width) : WIDE_ENOUGH / Number(width))

const headlineOf = ({ headlines, title }: JsonObject) => textOfEntry(recordsOf(headlines)[0]) || trimmedText(title) || ''

function focusOf({ poi, width, height }: JsonObject) {
  const { x, y } = (typeof poi === 'object' && poi !== null ? poi : {}) as JsonObject
  if (typeof x !== 'number' || typeof y !== 'number') return undefined
  const share = (part: number, whole: unknown) => Math.round((part / Number(whole)) * 1000) / 1000
  const focus = { x: share(x, width), y: share(y, height) }
  return Object.values(focus).every((value) => value >= 0 && value <= 1) ? focus : undefined
}
