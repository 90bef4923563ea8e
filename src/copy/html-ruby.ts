/** Readings above words (ruby): 漢字 with かんじ over it. Each stands between brackets, which show where ruby does not. */
import type { Element, ElementContent } from 'hast'

const OPENING = '（'
const CLOSING = '）'

/** `rb` and `rtc` are of older HTML, where several readings may follow several words. */
export function rubyOf(ruby: Element, isBlank: (nodes: readonly ElementContent[]) => boolean): ElementContent[] {
  const parts = ruby.children.flatMap(partsOf)
  const [opening, closing] = parts.filter(isPart('rp')).map(textOf)
  const words = parts.filter(isPart('rb'))
  const readings = parts.filter(isPart('rt')).filter(({ children }) => !isBlank(children))
  const read = (reading: Element | undefined) => (reading ? [bracket(opening?.trim() || OPENING), reading, bracket(closing?.trim() || CLOSING)] : [])
  const children =
    words.length > 1 && words.length === readings.length
      ? words.flatMap((word, at) => [...word.children, ...read(readings[at])])
      : parts.flatMap((part): ElementContent[] => {
          if (isPart('rb')(part)) return part.children
          if (isPart('rt')(part)) return readings.includes(part) ? read(part) : []
          return isPart('rp')(part) ? [] : [part]
        })
  return readings.length === 0 ? children : [{ ...ruby, children }]
}

const isPart =
  (tag: string) =>
  (node: ElementContent): node is Element =>
    node.type === 'element' && node.tagName === tag

/** What a parser that closes no `rb` leaves within each other, side by side. */
function partsOf(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || !/^(?:rb|rbc|rtc)$/.test(node.tagName)) return [node]
  if (node.tagName === 'rbc') return node.children.flatMap(partsOf)
  if (node.tagName === 'rtc') return node.children.some((child) => child.type === 'element') ? node.children.flatMap(partsOf) : [{ ...node, tagName: 'rt' }]
  const inner = node.children.flatMap(partsOf)
  const isOwn = (child: ElementContent) => child.type !== 'element' || !/^r[btp]$/.test(child.tagName)
  return [{ ...node, children: inner.filter(isOwn) }, ...inner.filter((child) => !isOwn(child))]
}

const bracket = (value: string): Element => ({ type: 'element', tagName: 'rp', properties: {}, children: [{ type: 'text', value }] })

const textOf = (node: ElementContent): string => (node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(textOf).join('') : '')
