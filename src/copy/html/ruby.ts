/** Readings above words (ruby): 漢字 with かんじ over it. Each stands between brackets, which show where ruby does not. */
import type { Element, ElementContent } from 'hast'
import { textContentOf } from './tree.ts'

const OPENING = '（'
const CLOSING = '）'

/** `rb` and `rtc` are of older HTML, where several readings may follow several words, and a second row of them says all of it anew. */
export function normaliseRuby(ruby: Element, isBlank: (nodes: readonly ElementContent[]) => boolean): ElementContent[] {
  const all = ruby.children.flatMap(partsOf)
  const rows = all.filter(isPart('rtc'))
  const first = all.some(isPart('rt')) ? undefined : rows.shift()
  const parts = all.flatMap((part) => (part === first ? first.children : isPart('rtc')(part) ? [] : [part]))
  const [opening, closing] = parts.filter(isPart('rp')).map(textContentOf)
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
  const withReadings: ElementContent[] = readings.length === 0 ? children : [{ ...ruby, children }]
  const second = rows.flatMap((row) => row.children.filter(isPart('rt'))).filter((reading) => !isBlank(reading.children))
  const [over] = second
  if (over === undefined) return withReadings
  const whole = {
    ...over,
    children: second.flatMap((reading, at): ElementContent[] => [...(at > 0 ? [{ type: 'text' as const, value: ' ' }] : []), ...reading.children]),
  }
  return [{ ...ruby, children: [...withReadings, ...read(whole)] }]
}

const isPart =
  (tag: string) =>
  (node: ElementContent): node is Element =>
    node.type === 'element' && node.tagName === tag

/** What a parser that closes no `rb` leaves within each other, side by side. */
function partsOf(node: ElementContent): ElementContent[] {
  if (node.type !== 'element' || !/^(?:rb|rbc|rtc)$/.test(node.tagName)) return [node]
  if (node.tagName === 'rbc') return node.children.flatMap(partsOf)
  const inner = node.children.flatMap(partsOf)
  if (node.tagName === 'rtc') {
    const own = inner.some(isPart('rt')) ? inner.filter((child) => !isPart('rtc')(child)) : [{ ...node, tagName: 'rt' }]
    return [{ ...node, children: own }, ...inner.filter(isPart('rtc'))]
  }
  const isOwn = (child: ElementContent) => child.type !== 'element' || !/^r(?:[btp]|tc)$/.test(child.tagName)
  return [{ ...node, children: inner.filter(isOwn) }, ...inner.filter((child) => !isOwn(child))]
}

const bracket = (value: string): Element => ({ type: 'element', tagName: 'rp', properties: {}, children: [{ type: 'text', value }] })
