/** Footnotes of what is pasted, and those that the text has already: each needs an id of its own, or links lead to the wrong one. */
import type { BlockInput } from '../../../copy/shapes/block.ts'

/** Pasted ids that the text has are given an ending, and links to them follow. */
export function withOwnFootnoteIds(pasted: readonly BlockInput[], present: readonly BlockInput[]): readonly BlockInput[] {
  const written = JSON.stringify(pasted)
  const ids = idsIn(written)
  const taken = idsIn(JSON.stringify(present))
  if (![...ids].some((id) => taken.has(id))) return pasted
  let ending = 2
  while ([...ids].some((id) => taken.has(`${id}-${ending}`))) ending++
  const renamed = written.replace(
    /((?:id=|href=)\\"#?)(fn[\w-]*)(?=\\")/g,
    (_, before: string, id: string) => `${before}${ids.has(id) ? `${id}-${ending}` : id}`,
  )
  return JSON.parse(renamed)
}

/** In JSON, quotation marks of HTML are escaped. */
const idsIn = (json: string) => new Set(Array.from(json.matchAll(/ id=\\"(fn[\w-]*)\\"/g), ([, id = '']) => id))
