/** Inline elements around blocks, as HTML allows for `a`, `ins` and `del` and as editors write all of them. */
import type { Element, ElementContent } from 'hast'
import { INLINE_TAGS } from '../text/inline.ts'
import type { Report } from '../text/omissions.ts'
import { isBlank, isElement, isPhrase, wordsOf } from './tree.ts'

const INLINE = new Set<string>(INLINE_TAGS)
const MEDIA = new Set(['img', 'iframe', 'video', 'audio', 'media'])

/** What is said of blocks is said of the text in each of them. A picture that was struck out is not shown. */
export function spread(nodes: readonly ElementContent[], report: Report, around: readonly Element[] = []): ElementContent[] {
  const out: ElementContent[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    const told = run.every(isBlank) ? run : around.reduceRight((inner, element): ElementContent[] => [{ ...element, children: inner }], run)
    for (const node of told) out.push(node)
    run = []
  }
  for (const node of nodes) {
    if (isPhrase(node)) {
      run.push(node)
      continue
    }
    endRun()
    if (!isElement(node)) out.push(node)
    else if (INLINE.has(node.tagName)) out.push(...spread(node.children, report, within(around, node)))
    else if (MEDIA.has(node.tagName)) out.push(...mediaWithin(around, { ...node, children: spread(node.children, report) }, report))
    else out.push({ ...node, children: spread(node.children, report, around) })
  }
  endRun()
  return out
}

/** Emphasis in emphasis says nothing more; a reading needs its own word. */
const within = (around: readonly Element[], element: Element) =>
  /^(?:ruby|rt|rp)$/.test(element.tagName) || around.some(({ tagName }) => tagName === element.tagName) ? around : [...around, element]

function mediaWithin(around: readonly Element[], media: Element, report: Report): ElementContent[] {
  const { src } = media.properties
  if (around.some(({ tagName }) => tagName === 's')) {
    report({ what: 'element', tag: media.tagName, ...(typeof src === 'string' && { address: src }), words: wordsOf(media.children) })
    return []
  }
  const href = around.find(({ tagName }) => tagName === 'a')?.properties.href
  // A picture that leads to itself, larger, loses nothing.
  if (href !== undefined && !/\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)/i.test(String(href)))
    report({ what: 'link', href: String(href), reason: 'it was around a picture.' })
  return [media]
}
