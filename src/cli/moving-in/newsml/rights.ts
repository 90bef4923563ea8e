/** What an agency tells the desk of its item: terms of use, notes, how urgent it is. None of it is for readers. */
import { instantFrom } from '../instants.ts'
import type { NoteLoss } from '../old-item.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childOf, childrenOf, childText, textIn } from '../xml-tree.ts'
import { codeOf, contentMetaOf, guidOf, itemMetaOf, nameOf } from './item.ts'

const rightsOf = (item: XmlElement) => childrenOf(item, 'rightsInfo')
const textsOf = (elements: readonly XmlElement[], name: string) =>
  elements.flatMap((element) => childrenOf(element, name).map((child) => textIn(child).replace(/\s+/g, ' ').trim())).filter(Boolean)

/** Milliseconds, the earliest of them. */
export function licenceEndOf(item: XmlElement): number | 'unreadable' | undefined {
  const ends = rightsOf(item).flatMap(({ attributes }) => attributes.validto ?? [])
  const read = ends.map(instantFrom)
  if (read.includes(undefined)) return 'unreadable'
  return read.length === 0 ? undefined : Math.min(...(read as number[])) // None of them is undefined.
}

/** The editor who moves them in reads them in the report, too. */
export function noteDeskWords(item: XmlElement, note: NoteLoss) {
  const meta = itemMetaOf(item)
  for (const terms of textsOf(rightsOf(item), 'usageTerms')) note(`Its terms of use: “${terms}”`)
  for (const words of meta ? textsOf([meta], 'edNote') : []) note(`Its agency’s note to editors: “${words}”`)
  const signals = (meta ? childrenOf(meta, 'signal') : []).map(codeOf).filter(Boolean)
  if (signals.length > 0) note(`Its agency’s signals: ${signals.join(', ')}.`)
}

/** Kept with the article as ninjs keeps them, so that they go out again. */
export function deskFieldsOf(item: XmlElement): Record<string, unknown> {
  const [meta, rights] = [itemMetaOf(item), rightsOf(item)]
  const [first] = rights
  const urgency = Number(childText(contentMetaOf(item), 'urgency'))
  const fields = {
    uri: guidOf(item),
    version: item.attributes.version,
    edNote: meta ? textsOf([meta], 'edNote').join('\n') : '',
    usageTerms: textsOf(rights, 'usageTerms').join('\n'),
    copyrightNotice: textsOf(rights, 'copyrightNotice').join('\n'),
    copyrightHolder: nameOf(childOf(first, 'copyrightHolder')),
    slugline: childText(contentMetaOf(item), 'slugline'),
    urgency: Number.isInteger(urgency) && urgency > 0 ? urgency : undefined,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))
}
