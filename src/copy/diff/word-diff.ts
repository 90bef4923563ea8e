/** What changed between two revisions of an article: word by word for editors, part by part for readers. */
import { markdownFromBlock } from '../markdown/to-markdown.ts'
import type { Article } from '../shapes/article.ts'
import type { Block } from '../shapes/block.ts'
import { textOf } from '../text/inline.ts'
import { type Effort, effort, stretchesBetween } from '../text/shortest-edit.ts'

/** `added` is in the later text only, `removed` in the earlier only; without `op` in both. */
export type Run = { text: string; op?: 'added' | 'removed' }

/** `field` is a JSON Pointer: into the later article, or, for a block that was removed, into the earlier one. */
export type FieldChange = { field: string; runs: Run[] }

export function diffArticles(before: Article, after: Article): FieldChange[] {
  const allowed = effort()
  const texts = [
    ...fieldChanges(before, after),
    ...blockChanges(before.body, after.body, allowed).map(({ field, from, to }) => ({ field, texts: comparableTexts(from, to) })),
  ]
  return texts.map(({ field, texts: [from, to] }) => ({ field, runs: runsBetween(from, to, allowed) }))
}

/** How many of an article's parts of one kind were changed, added or removed. Of the parts of its head there is one each. */
export type Edit = { done: 'changed' | 'added' | 'removed'; what: Part; count: number }
export type Part = (typeof HEAD)[keyof typeof HEAD] | 'correction' | 'update' | (typeof IN_BODY)[Block['type']]

/**
 * What readers see of a change, each kind of part once for what was done to it; empty where they see nothing. `allowed` is for all pairs of
 * versions that are compared at once.
 */
export function editsBetween(before: Article, after: Article, allowed = effort()): Edit[] {
  const edits = new Map<string, Edit>()
  const tally = (done: Edit['done'], what: Part, count = 1) => {
    if (count > 0) edits.set(`${done} ${what}`, { done, what, count: (edits.get(`${done} ${what}`)?.count ?? 0) + count })
  }
  for (const { field, texts } of fieldChanges(before, after)) {
    const part = isOfHead(field) && HEAD[field]
    if (part) tally(SHOWN_ANYWAY.has(part) ? 'changed' : operationOn(...texts), part)
  }
  for (const [what, entriesOf] of ENTRIES) {
    const [from, to] = [new Set(entriesOf(before)), new Set(entriesOf(after))]
    const removed = [...from].filter((it) => !to.has(it)).length
    const added = [...to].filter((it) => !from.has(it)).length
    tally('changed', what, Math.min(removed, added))
    tally('added', what, added - removed)
    tally('removed', what, removed - added)
  }
  for (const { from, to } of blockChanges(before.body, after.body, allowed)) {
    if (to) tally(from ? 'changed' : 'added', IN_BODY[to.type])
    else if (from) tally('removed', IN_BODY[from.type])
  }
  return [...edits.values()]
}

const HEAD = {
  '/headline': 'headline',
  '/kicker': 'kicker',
  '/standfirst': 'standfirst',
  '/dateline': 'dateline',
  '/byline': 'byline',
  '/source': 'source',
  '/kind': 'kind',
  '/section': 'section',
  '/lang': 'lang',
  '/publishedAt': 'publishedAt',
  '/updatedAt': 'updatedAt',
  '/developing': 'developing',
  '/picture': 'mainPicture',
  '/topics': 'topics',
} as const

/** Blocks as readers tell them apart. */
const IN_BODY = {
  paragraph: 'paragraph',
  heading: 'heading',
  picture: 'picture',
  quote: 'quote',
  pullquote: 'quote',
  list: 'list',
  table: 'table',
  chart: 'element',
  map: 'element',
  code: 'element',
  embed: 'element',
  scoreboard: 'element',
  divider: 'element',
  html: 'element',
} as const satisfies Record<Block['type'], string>

/** Readers are shown one of these even where the copy leaves it out. */
const SHOWN_ANYWAY: ReadonlySet<Part> = new Set(['kind', 'lang', 'updatedAt'])

const isOfHead = (field: string): field is keyof typeof HEAD => field in HEAD

const operationOn = (from: string, to: string) => (from === '' ? 'added' : to === '' ? 'removed' : 'changed')

const correctionTexts = ({ corrections = [] }: Pick<Article, 'corrections'>) => corrections.map(({ at, text }) => `${at} ${text}`)
const updateTexts = ({ updates = [] }: Article) =>
  updates
    .filter(({ takenBack }) => takenBack === undefined)
    .map(({ at, headline, body, corrections = [] }) =>
      [at, headline, ...body.map((block) => markdownFromBlock(block)), ...correctionTexts({ corrections })].filter(Boolean).join('\n'),
    )

const ENTRIES = [
  ['correction', correctionTexts],
  ['update', updateTexts],
] as const

/** Fields as a reader or editor would read them aloud. */
const FIELDS: [field: string, say: (article: Article) => string | undefined][] = [
  ['/headline', ({ headline }) => headline],
  ['/kicker', ({ kicker }) => kicker],
  ['/standfirst', ({ standfirst }) => standfirst],
  ['/dateline', ({ dateline }) => dateline],
  ['/byline', ({ byline }) => byline?.map(({ name, role }) => (role ? `${name} (${role})` : name)).join(', ')],
  ['/source', ({ source }) => source && (source.credit ? `${source.name}/${source.credit}` : source.name)],
  ['/kind', ({ kind }) => kind],
  ['/slug', ({ slug }) => slug],
  ['/section', ({ section }) => section],
  ['/lang', ({ lang }) => lang],
  ['/publishedAt', ({ publishedAt }) => publishedAt],
  ['/updatedAt', ({ updatedAt }) => updatedAt],
  ['/developing', ({ developing }) => (developing ? 'yes' : undefined)],
  ['/sensitive', ({ sensitive }) => (sensitive ? 'yes' : undefined)],
  ['/picture', ({ picture }) => picture && [picture.src, picture.alt, picture.caption, picture.credit].filter(Boolean).join(' | ')],
  ['/topics', ({ topics }) => topics?.map(({ name }) => name).join(', ')],
  ['/related', ({ related }) => related?.join(', ')],
  ['/corrections', (article) => correctionTexts(article).join('\n')],
  ['/ended', ({ ended }) => ended],
  ['/updates', (article) => updateTexts(article).join('\n')],
  ['/canonical', ({ canonical }) => canonical],
  ['/seo', ({ seo }) => seo && [seo.title, seo.description, seo.noindex ? 'noindex' : undefined].filter(Boolean).join(' | ')],
]

const fieldChanges = (before: Article, after: Article): { field: string; texts: [from: string, to: string] }[] =>
  FIELDS.flatMap(([field, say]) => {
    const [from, to] = [say(before) ?? '', say(after) ?? '']
    return from === to ? [] : [{ field, texts: [from, to] }]
  })

type BlockChange = { field: string; from?: Block; to?: Block }

/** Blocks that are in both are found first; between them, those that resemble each other are one block that was edited. */
function blockChanges(before: readonly Block[], after: readonly Block[], allowed: Effort): BlockChange[] {
  const changes: BlockChange[] = []
  let [removed, added]: [BlockAt[], BlockAt[]] = [[], []]
  let [from, to] = [0, 0]
  const settle = () => {
    changes.push(...pairBlocks(removed, added, allowed))
    ;[removed, added] = [[], []]
  }
  for (const { count, op } of stretchesBetween(before.map(blockText), after.map(blockText), allowed)) {
    if (op !== 'added') from += count
    if (op !== 'removed') to += count
    if (op === 'removed') removed = blocksUpTo(before, from, count)
    else if (op === 'added') added = blocksUpTo(after, to, count)
    else settle()
  }
  settle()
  return changes
}

const blocksUpTo = (blocks: readonly Block[], end: number, count: number): BlockAt[] =>
  blocks.slice(end - count, end).map((block, n) => ({ block, at: end - count + n }))

const blockText = (block: Block) => `${block.type} ${markdownFromBlock(block)}`

type BlockAt = { block: Block; at: number }

/** Beyond this many comparisons, a rewritten body is simply another one. */
const MAX_COMPARISONS = 10_000

function pairBlocks(removed: readonly BlockAt[], added: readonly BlockAt[], allowed: Effort): BlockChange[] {
  const changes: BlockChange[] = []
  let next = 0
  const takeUpTo = (end: number) => {
    for (; next < end; next++) changes.push({ field: `/body/${added[next]?.at}`, to: added[next]?.block as Block })
  }
  const mostAlike = likenessesOf(removed, added, allowed)
  for (const [n, { block, at }] of removed.entries()) {
    const best = mostAlike?.(n, next)
    if (best === undefined) {
      changes.push({ field: `/body/${at}`, from: block })
      continue
    }
    takeUpTo(best)
    changes.push({ field: `/body/${added[best]?.at}`, from: block, to: added[best]?.block as Block })
    next = best + 1
  }
  takeUpTo(added.length)
  return changes
}

const MIN_LIKENESS = 0.4

/** Which of the added blocks, from the `first` on, is most like one that was removed; nothing where finding out would cost too much. */
function likenessesOf(removed: readonly BlockAt[], added: readonly BlockAt[], allowed: Effort) {
  if (removed.length * added.length > MAX_COMPARISONS) return undefined
  const [gone, fresh] = [removed.map(({ block }) => wordSet(block)), added.map(({ block }) => wordSet(block))]
  const steps = added.length * gone.reduce((sum, { size }) => sum + size, 0)
  if (steps > allowed.steps) return undefined
  allowed.steps -= steps
  return (n: number, first: number) => {
    const likeness = added.map(({ block }, at) =>
      at < first || block.type !== removed[n]?.block.type ? 0 : similarityOf(gone[n] as Set<string>, fresh[at] as Set<string>),
    )
    const most = Math.max(0, ...likeness)
    return most < MIN_LIKENESS ? undefined : likeness.indexOf(most)
  }
}

const wordSet = (block: Block) =>
  new Set(
    markdownFromBlock(block)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}|[\p{Script=Han}\p{Script=Kana}]/gu),
  )

function similarityOf(one: Set<string>, other: Set<string>) {
  if (one.size + other.size === 0) return 1
  return (2 * [...one].filter((word) => other.has(word)).length) / (one.size + other.size)
}

/** Plain words where they differ; else, as where only a link was set or all was struck out, the marked-up text. */
function comparableTexts(from: Block | undefined, to: Block | undefined): [string, string] {
  const plain = [from, to].map((block) =>
    block && 'text' in block && block.type !== 'code' && block.type !== 'embed' && block.type !== 'picture' ? textOf(String(block.text)) : undefined,
  )
  const marked = [from, to].map((block) => (block ? markdownFromBlock(block) : ''))
  const usePlain = (!from || plain[0]) && (!to || plain[1]) && plain[0] !== plain[1] && !('cite' in (from ?? {})) && !('cite' in (to ?? {}))
  return usePlain ? [plain[0] ?? '', plain[1] ?? ''] : [marked[0] ?? '', marked[1] ?? '']
}

/** `allowed` is for all texts that are compared at once; what it doesn't reach to is shown one after the other. */
export function runsBetween(before: string, after: string, allowed: Effort): Run[] {
  const isComparable = before !== '' && after !== '' && allowed.steps > 0
  const [from, to] = isComparable ? [segmentsOf(before), segmentsOf(after)] : [[before].filter(Boolean), [after].filter(Boolean)]
  let [fromAt, toAt] = [0, 0]
  return stretchesBetween(from, to, allowed).map(({ count, op }) => {
    if (op !== 'added') fromAt += count
    if (op !== 'removed') toAt += count
    const text = (op === 'removed' ? from.slice(fromAt - count, fromAt) : to.slice(toAt - count, toAt)).join('')
    return { text, ...(op && { op }) }
  })
}

/** Words and what is between them, also in languages written without spaces. */
let words: Intl.Segmenter | undefined
export function segmentsOf(text: string): string[] {
  words ??= new Intl.Segmenter('en', { granularity: 'word' })
  return Array.from(words.segment(text), ({ segment }) => segment)
}
