/** Inline elements around blocks, as HTML allows for `a`, `ins` and `del` and as editors write all of them. */
import type { Element, ElementContent } from 'hast'
import { INLINE_TAGS } from '../text/inline.ts'
import type { ReportOmission } from '../text/omissions.ts'
import { allTextOf, isBlank, isElement, isPhrase } from './tree.ts'

const INLINE_TAG_SET = new Set<string>(INLINE_TAGS)
const MEDIA = new Set(['img', 'iframe', 'video', 'audio', 'media'])

/** What an inline element around blocks says, it says of the text in each of them. A picture that was struck out is not shown. */
export function moveInlineIntoBlocks(nodes: readonly ElementContent[], report: ReportOmission, wrappers: readonly Element[] = []): ElementContent[] {
  const moved: ElementContent[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    const content = run.every(isBlank) ? run : wrappers.reduceRight((inner, element): ElementContent[] => [{ ...element, children: inner }], run)
    for (const node of content) moved.push(node)
    run = []
  }
  for (const node of nodes) {
    if (isPhrase(node)) {
      run.push(node)
      continue
    }
    endRun()
    if (!isElement(node)) moved.push(node)
    else if (INLINE_TAG_SET.has(node.tagName)) moved.push(...moveInlineIntoBlocks(node.children, report, addWrapper(wrappers, node)))
    else if (MEDIA.has(node.tagName)) moved.push(...unwrapMedia(wrappers, { ...node, children: moveInlineIntoBlocks(node.children, report) }, report))
    else moved.push({ ...node, children: moveInlineIntoBlocks(node.children, report, wrappers) })
  }
  endRun()
  return moved
}

/** Emphasis in emphasis says nothing more; a reading needs its own word. */
const addWrapper = (wrappers: readonly Element[], element: Element) =>
  /^(?:ruby|rt|rp)$/.test(element.tagName) || wrappers.some(({ tagName }) => tagName === element.tagName) ? wrappers : [...wrappers, element]

function unwrapMedia(wrappers: readonly Element[], media: Element, report: ReportOmission): ElementContent[] {
  const { src } = media.properties
  if (wrappers.some(({ tagName }) => tagName === 's')) {
    report({ what: 'element', tag: media.tagName, ...(typeof src === 'string' && { address: src }), words: allTextOf(media.children) })
    return []
  }
  const href = wrappers.find(({ tagName }) => tagName === 'a')?.properties.href
  // A picture that leads to itself, larger, loses nothing.
  if (href !== undefined && !/\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)/i.test(String(href)))
    report({ what: 'link', href: String(href), reason: 'it was around a picture.' })
  return [media]
}
