/** Pictures and embeds of foreign HTML. */
import type { BlockInput } from './block.ts'
import { allOf, attributeOf, isElement, type Node, type NodeElement, plainOf, withClass } from './html-tree.ts'
import { isSafeHref } from './inline.ts'

export function pictureOf(image: NodeElement, caption = '', credit = ''): BlockInput[] {
  const src = [image.properties.src, image.properties['data-src'], image.properties['data-lazy-src']].find(
    (address): address is string => typeof address === 'string' && isSafeHref(address),
  )
  if (src === undefined) return []
  const size = sizeOf(image, src)
  return [{ type: 'picture', src, alt: attributeOf(image, 'alt') ?? '', ...size, ...(caption && { caption }), ...(credit && { credit }) }]
}

/** Its attributes, or the size that WordPress writes into the names of the files it makes: `harbour-1024x683.jpg`. */
function sizeOf(image: NodeElement, src: string) {
  const named = /-(\d{2,5})x(\d{2,5})\.\w+(?:\?|$)/.exec(src)
  const width = Number(attributeOf(image, 'width')?.replace(/px$/, '') ?? named?.[1])
  const height = Number(attributeOf(image, 'height')?.replace(/px$/, '') ?? named?.[2])
  return Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 ? { width, height } : {}
}

/** A figure is its pictures with its caption; around anything else it is only a frame. */
export function figureOf(figure: NodeElement, flow: (nodes: readonly Node[]) => BlockInput[]): BlockInput[] {
  const captions = allOf(figure.children, 'figcaption', 'media-caption')
  const credits = captions.flatMap((caption) => allOf(caption.children, 'small', 'span', 'cite').filter((part) => withClass(part, 'credit')))
  const caption = plainOf(captions.flatMap((part) => part.children.filter((child) => !credits.some((credit) => credit === child))))
  const images = [...allOf(figure.children, 'img'), ...allOf(figure.children, 'media-reference').map(asImage)]
  if (images.length > 0) return images.flatMap((image, at) => (at === images.length - 1 ? pictureOf(image, caption, plainOf(credits)) : pictureOf(image)))
  const blocks = flow(figure.children.filter((node) => !(isElement(node) && node.tagName === 'figcaption')))
  const [only] = blocks
  if (caption === '') return blocks
  if (blocks.length === 1 && only?.type === 'table') return [{ caption, ...only }]
  if (blocks.length === 1 && only?.type === 'embed') return [{ ...only, title: caption }]
  return [...blocks, ...flow(captions.flatMap(({ children }) => children))]
}

/** NITF: `<media media-type="image"><media-reference source width height>`. */
function asImage(reference: NodeElement): NodeElement {
  const { source, width, height, 'alternate-text': alt } = reference.properties
  return { ...reference, properties: { src: String(source ?? ''), alt: String(alt ?? ''), width: String(width ?? ''), height: String(height ?? '') } }
}

/** Players and our own embeds become their address and title; nothing is fetched from there. */
export function embedOf(element: NodeElement): BlockInput[] {
  const [source] = allOf([element], 'a', 'source', 'iframe', 'video', 'audio').flatMap((part) => attributeOf(part, 'href', 'src', 'data-src') ?? [])
  const url = source?.startsWith('//') ? `https:${source}` : source
  if (!url?.startsWith('https://') || !URL.canParse(url)) return []
  const [title, text] =
    element.tagName === 'aside' ? allOf(element.children, 'p').map((part) => plainOf([part])) : [attributeOf(element, 'title', 'aria-label')]
  const provider = element.tagName === 'aside' ? allOf(element.children, 'a').map((link) => plainOf([link]))[0] : undefined
  return [{ type: 'embed', url, title: title || new URL(url).hostname.replace(/^www\./, ''), ...(provider && { provider }), ...(text && { text }) }]
}
