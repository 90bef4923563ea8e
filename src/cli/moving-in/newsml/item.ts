/** What a news item of NewsML-G2 says of itself (its `itemMeta` and `contentMeta`), and its pictures' files. */
import { type AgencyItem, itemVersionOf } from '../../../copy/ninjs/item-version.ts'
import type { XmlElement } from '../xml-elements.ts'
import { childOf, childrenOf, childText, descendantsOf, textIn } from '../xml-tree.ts'

export type NewsPicture = { src: string; alt?: string; caption?: string; credit?: string }

export const guidOf = (item: XmlElement) => item.attributes.guid?.trim() ?? ''
export const itemMetaOf = (item: XmlElement) => childOf(item, 'itemMeta')
export const contentMetaOf = (item: XmlElement) => childOf(item, 'contentMeta')

export const versionOf = (item: XmlElement): AgencyItem => ({
  uri: guidOf(item),
  ...itemVersionOf({ version: item.attributes.version, versionCreated: childText(itemMetaOf(item), 'versionCreated') }),
})

/** `ninat:text`, or the same as a URI → `text`. */
export const codeOf = (element: XmlElement | undefined): string => {
  const code = element?.attributes.qcode ?? element?.attributes.uri ?? element?.attributes.literal ?? ''
  return code.split(/[:/]/).at(-1)?.toLowerCase() ?? ''
}

export const classOf = (item: XmlElement) => codeOf(childOf(itemMetaOf(item), 'itemClass'))

/** The first of its headlines that is no other part of one; a title is metadata. */
export function headlineOf(item: XmlElement): string {
  const headlines = childrenOf(contentMetaOf(item) ?? item, 'headline')
  const main = headlines.find((headline) => /main|^$/.test(codeOf(roleOf(headline)))) ?? headlines[0]
  return textIn(main).trim() || childText(itemMetaOf(item), 'title')
}

export const roleOf = (element: XmlElement): XmlElement => ({ name: 'role', attributes: { qcode: element.attributes.role ?? '' }, children: [] })

export function descriptionOf(item: XmlElement, roles: RegExp): string {
  const found = childrenOf(contentMetaOf(item) ?? item, 'description').find((description) => roles.test(codeOf(roleOf(description))))
  return textIn(found).trim()
}

/** Its name, in the language of the item if it has several, or its literal: of providers, creators, subjects. */
export function nameOf(element: XmlElement | undefined, lang = ''): string {
  const names = element ? childrenOf(element, 'name') : []
  const base = (tag = '') => tag.toLowerCase().split('-')[0]
  const own = lang && names.find((name) => base(name.attributes['xml:lang']) === base(lang))
  return (own ? textIn(own).trim() : childText(element, 'name')) || (element?.attributes.literal ?? '').trim()
}

/** `usable` where it says nothing. */
export const statusOf = (item: XmlElement) => codeOf(childOf(itemMetaOf(item), 'pubStatus')) || 'usable'

/** The largest of the files of a picture that a page can use. */
export function pictureOf(item: XmlElement, absolute: (address: string) => string): NewsPicture | undefined {
  const files = descendantsOf(childOf(item, 'contentSet') ?? item, 'remoteContent').filter(
    ({ attributes }) =>
      attributes.href && (/^image\//.test(attributes.contenttype ?? '') || (!attributes.contenttype && /\.(?:jpe?g|png|webp|gif)$/i.test(attributes.href))),
  )
  const rank = ({ attributes }: XmlElement) => Number(attributes.width) || (/thumb|small|preview/i.test(attributes.rendition ?? '') ? 1 : 2000)
  const best = files.sort((a, b) => rank(b) - rank(a))[0]
  const src = absolute(best?.attributes.href ?? '')
  if (!/^https?:/.test(src)) return undefined
  const [alt, caption] = [descriptionOf(item, /alt/), descriptionOf(item, /^(?:caption|main|)$/)]
  const credit =
    childText(contentMetaOf(item), 'creditline') || nameOf(childOf(contentMetaOf(item), 'creator')) || childText(childOf(item, 'rightsInfo'), 'copyrightNotice')
  return { src, ...(alt && { alt: alt.slice(0, 1000) }), ...(caption && { caption: caption.slice(0, 4000) }), ...(credit && { credit: credit.slice(0, 400) }) }
}
