/** Lists that word processors write as something else. They come out as lists in lists, without their marks. */
import type { Element, ElementContent, Root } from 'hast'
import { type StyleSheet, styleOf } from './style.ts'
import { textContentOf } from './tree.ts'

type Node = Root['children'][number]
type Item = { list: string; level: number; mark: string; element: Element }

/** Word writes a list as paragraphs, each with its level and its mark: `<p style="mso-list:l0 level2 lfo1">`. Google Docs exports one list a level. */
export function convertLists(nodes: readonly Node[], sheet: StyleSheet): Node[] {
  const out: Node[] = []
  let run: Item[] = []
  let spaces: Node[] = []
  const endRun = () => {
    for (const node of [...listsOf(run), ...spaces]) out.push(node)
    run = []
    spaces = []
  }
  for (const node of nodes) {
    const item = node.type === 'element' ? itemOf(node, sheet) : undefined
    if (item) {
      run.push(item)
      spaces = []
    } else if (run.length > 0 && node.type === 'text' && node.value.trim() === '') spaces.push(node)
    else {
      endRun()
      if (!(node.type === 'element' && joinToListBefore(out, node))) out.push(node)
    }
  }
  endRun()
  return out
}

function itemOf(element: Element, sheet: StyleSheet): Item | undefined {
  if (element.tagName !== 'p' && element.tagName !== 'div') return undefined
  const [, list = '', level, instance = ''] = /^(l\d+)\s+level(\d)(?:\s+(lfo\d+))?/.exec(styleOf(element, sheet).get('mso-list') ?? '') ?? []
  if (!level && !/(?:^|\s)MsoListParagraph/.test(String(element.properties.className ?? ''))) return undefined
  const marked = separateMark(element.children, sheet)
  if (!level && marked.mark === '') return undefined
  return { list: `${list} ${instance}`, level: Number(level ?? 1), mark: marked.mark, element: { ...element, tagName: 'li', children: marked.children } }
}

/** `mso-list:Ignore` says what is the mark; where that was lost, the spaces after it do. */
function separateMark(children: readonly ElementContent[], sheet: StyleSheet): { mark: string; children: ElementContent[] } {
  const marks: string[] = []
  const unmarkedNodes = children.flatMap(function unmarked(node): ElementContent[] {
    if (node.type !== 'element') return [node]
    if (styleOf(node, sheet).get('mso-list') === 'ignore') {
      marks.push(textContentOf(node))
      return []
    }
    return [{ ...node, children: node.children.flatMap(unmarked) }]
  })
  if (marks.length > 0) return { mark: marks.join('').trim(), children: unmarkedNodes }
  const [, mark = ''] = SPACED_MARK.exec(unmarkedNodes.map(textContentOf).join('')) ?? []
  return { mark, children: mark ? removeStart(unmarkedNodes, new RegExp(`^\\s*${mark.replace(/[^\w]/g, '\\$&')}\\s*`)) : unmarkedNodes }
}

const SPACED_MARK = /^\s{0,20}([·•▪‣◦§o\uf0b7\uf0a7–-]|\(?(?:\d{1,3}|[a-z]{1,4})[.)])[\s\u00a0]{2}/i

/** The mark stands in the first text that is not empty. */
function removeStart(nodes: readonly ElementContent[], start: RegExp): ElementContent[] {
  const first = nodes.findIndex((node) => textContentOf(node).trim() !== '')
  return nodes.map((node, at) => {
    if (at !== first) return node
    if (node.type === 'text') return { ...node, value: node.value.replace(start, '') }
    return node.type === 'element' ? { ...node, children: removeStart(node.children, start) } : node
  })
}

const isOrdered = (mark: string) => /^\(?(?:\d+\.)*(?:\d+|[a-z]{1,6})[.)]?$/i.test(mark) && /[\d.)]/.test(mark)

/** What an ordered mark counts: digits, letters or Roman numbers. Of `i`, `v` or `c`, which may be either, what is nearest to the number that is due. */
function numberIn(mark: string, next: number): number {
  const digits = /(\d{1,9})\D*$/.exec(mark)?.[1]
  if (digits !== undefined) return Number(digits)
  const letters = /(?<![a-z])([a-z]+)[.)]?$/i.exec(mark)?.[1]?.toLowerCase() ?? ''
  const asLetter = /^([a-z])\1*$/.test(letters) ? 26 * (letters.length - 1) + letters.charCodeAt(0) - 96 : Number.NaN
  const asRoman = romanIn(letters)
  const [nearest = Number.NaN] = [asLetter, asRoman].filter((number) => !Number.isNaN(number)).sort((a, b) => Math.abs(a - next) - Math.abs(b - next))
  return nearest
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

function romanIn(letters: string): number {
  if (!/^(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(letters)) return Number.NaN
  const values = Array.from(letters, (letter) => ROMAN[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

type OpenList = { element: Element; list: string; next: number }

function listsOf(items: readonly Item[]): Element[] {
  const lists: Element[] = []
  let open: OpenList[] = []
  for (const { list, level, mark, element } of items) {
    const tagName = isOrdered(mark) ? 'ol' : 'ul'
    open = open.slice(0, level)
    const last = open.at(-1)
    if (last && open.length === level && (last.element.tagName !== tagName || (level === 1 && last.list !== list))) open.pop()
    const number = numberIn(mark, open.length < level ? 1 : (open.at(-1)?.next ?? 1))
    if (open.length < level) {
      const start = tagName === 'ol' && number > 1 ? { start: String(number) } : {}
      const opened: OpenList = { element: { type: 'element', tagName, properties: start, children: [] }, list, next: start.start ? number : 1 }
      const holder = open.at(-1)?.element.children.at(-1)
      if (holder?.type === 'element') holder.children.push(opened.element)
      else lists.push(opened.element)
      open.push(opened)
    }
    const into = open.at(-1) as OpenList // Opened above where there was none.
    const value = tagName === 'ol' && number >= 0 && number !== into.next ? { value: String(number) } : {}
    into.next = (value.value ? number : into.next) + 1
    into.element.children.push({ ...element, properties: { ...element.properties, ...value }, children: [...element.children] })
  }
  return lists
}

/** Google Docs' `lst-kix_…-1` is the second level of the list before it, whose `…-0` may follow again. */
function joinToListBefore(out: readonly Node[], element: Element): boolean {
  const own = docsLevelOf(element)
  const before = out.findLast((node) => node.type !== 'text' || node.value.trim() !== '')
  const base = before?.type === 'element' ? docsLevelOf(before) : undefined
  if (!own || !base || before?.type !== 'element' || own.list !== base.list || own.level < base.level) return false
  if (own.level === base.level && before.tagName === element.tagName) before.children = before.children.concat(element.children)
  else if (own.level > base.level) before.children.push(element)
  else return false
  return true
}

function docsLevelOf({ tagName, properties }: Element) {
  if (tagName !== 'ul' && tagName !== 'ol') return undefined
  const [, list, level] = /lst-kix_(\w+)-(\d)\b/.exec(String(properties.className ?? '')) ?? []
  return list === undefined ? undefined : { list, level: Number(level) }
}
