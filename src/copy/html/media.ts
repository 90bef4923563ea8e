/** Pictures and embeds of foreign HTML. */

import type { BlockInput } from '../shapes/block.ts'
import type { ReportOmission } from '../text/omissions.ts'
import { repairHref } from './href.ts'
import type { HtmlReader } from './html-reader.ts'
import { findAll, firstAttributeOf, hasClass, isElement, isText, type Node, type NodeElement, plainTextOf } from './tree.ts'

export function pictureOf(image: NodeElement, report: ReportOmission, caption = '', credit = ''): BlockInput[] {
  const written = [image.properties.src, image.properties['data-src'], image.properties['data-lazy-src']].filter((address) => typeof address === 'string')
  const [src] = written.flatMap((address) => pictureAddresses(address))
  if (src === undefined) {
    report({ what: 'element', tag: 'img', address: written[0], words: [firstAttributeOf(image, 'alt'), caption, credit].filter(Boolean).join(' ') })
    return []
  }
  const size = sizeOf(image, src)
  return [{ type: 'picture', src, alt: firstAttributeOf(image, 'alt') ?? '', ...size, ...(caption && { caption }), ...(credit && { credit }) }]
}

/** A picture's address on the web or on this site. */
function pictureAddresses(written: string): string[] {
  const repaired = repairHref(written)
  return 'href' in repaired && /^(?:https?:|\/)/.test(repaired.href) ? [repaired.href] : []
}

/** Its attributes, or the size that WordPress writes into the names of the files it makes: `harbour-1024x683.jpg`. */
function sizeOf(image: NodeElement, src: string) {
  const named = /-(\d{2,5})x(\d{2,5})\.\w+(?:\?|$)/.exec(src)
  const width = Number(firstAttributeOf(image, 'width')?.replace(/px$/, '') ?? named?.[1])
  const height = Number(firstAttributeOf(image, 'height')?.replace(/px$/, '') ?? named?.[2])
  return Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 ? { width, height } : {}
}

/** A figure is its pictures with its caption; around anything else it is only a frame. */
export function figureOf(figure: NodeElement, { readBlocks, report }: HtmlReader): BlockInput[] {
  const captions = ownCaptionsOf(figure.children)
  const credits = [
    ...captions.flatMap((caption) => findAll(caption.children, 'small', 'span', 'cite').filter((part) => hasClass(part, 'credit'))),
    ...findAll(figure.children, 'media-producer'),
  ]
  const captionNodes = captions.flatMap((part) => part.children.filter((child) => !credits.some((credit) => credit === child)))
  // What only text can say is told where that is all there is room for.
  const plainCaption = () => plainTextOf(captionNodes, report)
  const hasFigures = findAll(figure.children, 'figure').length > 0
  const images = hasFigures ? [] : [...findAll(figure.children, 'img'), ...findAll(figure.children, 'media-reference').map(imageFromReference)]
  if (images.length > 0) {
    const pictures = images.flatMap((image, at) =>
      at === images.length - 1 ? pictureOf(image, report, plainCaption(), plainTextOf(credits, report)) : pictureOf(image, report),
    )
    return [...pictures, ...readBlocks(removeHandled(figure.children), true)]
  }
  const blocks = readBlocks(
    figure.children.filter((node) => !captions.some((own) => own === node)),
    true,
  )
  const [only] = blocks
  if (plainTextOf(captionNodes) === '') return blocks
  if (blocks.length === 1 && only?.type === 'table') return [{ caption: plainCaption(), ...only }]
  if (blocks.length === 1 && only?.type === 'embed') return [{ ...only, title: plainCaption() }]
  if (blocks.length === 1 && only?.type === 'picture' && !only.caption) return [{ ...only, caption: plainCaption() }]
  return [
    ...blocks,
    ...readBlocks(
      captions.flatMap(({ children }) => children),
      true,
    ),
  ]
}

/** Those of figures within are theirs. */
const ownCaptionsOf = (nodes: readonly Node[]): NodeElement[] =>
  nodes.flatMap((node) => {
    if (!isElement(node) || node.tagName === 'figure') return []
    return node.tagName === 'figcaption' || node.tagName === 'media-caption' ? [node] : ownCaptionsOf(node.children)
  })

/** What else is in a figure, beside its pictures and its caption. */
const removeHandled = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node): Node[] => {
    if (!isElement(node)) return [node]
    return HANDLED_TAGS.has(node.tagName) ? [] : [{ ...node, children: removeHandled(node.children) as NodeElement['children'] }]
  })
const HANDLED_TAGS = new Set(['img', 'figcaption', 'media-caption', 'media-reference', 'media-producer'])

/** NITF: `<media media-type="image"><media-reference source width height>`. */
function imageFromReference(reference: NodeElement): NodeElement {
  const { source, width, height, 'alternate-text': alt } = reference.properties
  return { ...reference, properties: { src: String(source ?? ''), alt: String(alt ?? ''), width: String(width ?? ''), height: String(height ?? '') } }
}

/** Players and our own embeds become their address and title; nothing is fetched from there. `undefined` where no address can be had. */
export function embedOf(element: NodeElement): BlockInput[] | undefined {
  const [source] = findAll([element], 'a', 'source', 'iframe', 'video', 'audio').flatMap((part) => firstAttributeOf(part, 'href', 'src', 'data-src') ?? [])
  const url = source?.startsWith('//') ? `https:${source}` : source
  if (!url?.startsWith('https://') || !URL.canParse(url)) return undefined
  if (element.tagName !== 'aside') return [{ type: 'embed', url, title: firstAttributeOf(element, 'title', 'aria-label') || hostOf(url) }]
  const parts = element.children.filter(isElement)
  const paragraphs = parts.filter(({ tagName }) => tagName === 'p').map((part) => plainTextOf([part]))
  const links = parts.filter(({ tagName }) => tagName === 'a')
  // One with more in it is somebody else's, and read as it is.
  if (
    element.children.some(isText) ||
    findAll(element.children, 's').length > 0 ||
    paragraphs.length > 2 ||
    links.length !== 1 ||
    parts.length !== paragraphs.length + 1
  )
    return undefined
  const [title, text] = paragraphs
  const provider = plainTextOf(links)
  return [{ type: 'embed', url, title: title || hostOf(url), ...(provider && { provider }), ...(text && { text }) }]
}

const hostOf = (url: string) => new URL(url).hostname.replace(/^www\./, '')
