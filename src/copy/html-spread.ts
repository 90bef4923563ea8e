/** Inline elements around blocks, as HTML allows for `a`, `ins` and `del` and as editors write all of them. */
import type { Element, ElementContent } from 'hast'
import { isBlank, isElement, isPhrase, wordsOf } from './html-tree.ts'
import { INLINE_TAGS } from './inline.ts'
import type { Report } from './left-out.ts'

const INLINE = new Set<string>(INLINE_TAGS)
const MEDIA = new Set(['img', 'iframe', 'video', 'audio', 'media'])

/** What is said of blocks is said of the text in each of them. A picture that was struck out is not shown. */
export function spread(nodes: readonly ElementContent[], report: Report): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (!isElement(node)) return [node]
    const children = spread(node.children, report)
    const whole = { ...node, children }
    return INLINE.has(node.tagName) && node.tagName !== 'br' && !children.every(isPhrase) ? within(whole, children, report) : [whole]
  })
}

function within(around: Element, nodes: readonly ElementContent[], report: Report): ElementContent[] {
  const out: ElementContent[] = []
  let run: ElementContent[] = []
  const endRun = () => {
    out.push(...(run.every(isBlank) || around.tagName === 'ruby' ? run : [{ ...around, children: run }]))
    run = []
  }
  for (const node of nodes) {
    if (isPhrase(node)) {
      run.push(node)
      continue
    }
    endRun()
    if (!isElement(node)) out.push(node)
    else if (MEDIA.has(node.tagName)) out.push(...mediaWithin(around, node, report))
    else out.push({ ...node, children: within(around, node.children, report) })
  }
  endRun()
  return out
}

function mediaWithin({ tagName, properties }: Element, media: Element, report: Report): ElementContent[] {
  const { src } = media.properties
  if (tagName === 's') {
    report({ what: 'element', tag: media.tagName, ...(typeof src === 'string' && { address: src }), words: wordsOf(media.children) })
    return []
  }
  // A picture that leads to itself, larger, loses nothing.
  if (tagName === 'a' && !/\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)/i.test(String(properties.href)))
    report({ what: 'link', href: String(properties.href), reason: 'it stood around a picture.' })
  return [media]
}
