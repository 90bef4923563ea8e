/** What changed between two revisions of an article: word by word for editors, part by part for readers. */
import { diffArrays } from 'diff'
import { markdownFromBlock } from '../markdown/to-markdown.ts'
import type { Article } from '../shapes/article.ts'
import type { Block } from '../shapes/block.ts'
import { textOf } from '../text/inline.ts'

/** `added` is in the later text only, `removed` in the earlier only; without `op` in both. */
export type Run = { text: string; op?: 'added' | 'removed' }

/** `field` is a JSON Pointer: into the later article, or, for a block that was removed, into the earlier one. */
export type FieldChange = { field: string; runs: Run[] }

export function diffArticles(before: Article, after: Article): FieldChange[] {
  return [
    ...fieldChanges(before, after),
    ...blockChanges(before.body, after.body).map(({ field, from, to }) => ({ field, runs: runsBetween(...comparableTexts(from, to)) })),
  ]
}

/** How many of an article's parts of one kind were changed, added or removed. Of the parts of its head there is one each. */
export type Edit = { done: 'changed' | 'added' | 'removed'; what: Part; count: number }
export type Part = (typeof HEAD)[keyof typeof HEAD] | 'correction' | 'update' | (typeof IN_BODY)[Block['type']]

/** What readers see of a change, each kind of part once for what was done to it; empty where they see nothing. */
export function editsBetween(before: Article, after: Article): Edit[] {
  const edits = new Map<string, Edit>()
  const tally = (done: Edit['done'], what: Part, count = 1) => {
    if (count > 0) edits.set(`${done} ${what}`, { done, what, count: (edits.get(`${done} ${what}`)?.count ?? 0) + count })
  }
  for (const { field, runs } of fieldChanges(before, after)) {
    const part = isOfHead(field) && HEAD[field]
    if (part) tally(SHOWN_ANYWAY.has(part) ? 'changed' : operationOf(runs), part)
  }
  for (const [what, entriesOf] of ENTRIES) {
    const [from, to] = [new Set(entriesOf(before)), new Set(entriesOf(after))]
    const removed = [...from].filter((it) => !to.has(it)).length
    const added = [...to].filter((it) => !from.has(it)).length
    tally('changed', what, Math.min(removed, added))
    tally('added', what, added - removed)
    tally('removed', what, removed - added)
  }
  for (const { from, to } of blockChanges(before.body, after.body)) {
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

const operationOf = (runs: readonly Run[]) =>
  runs.every(({ op }) => op === 'added') ? 'added' : runs.every(({ op }) => op === 'removed') ? 'removed' : 'changed'

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

const fieldChanges = (before: Article, after: Article): FieldChange[] =>
  FIELDS.flatMap(([field, say]) => {
    const [from, to] = [say(before) ?? '', say(after) ?? '']
    return from === to ? [] : [{ field, runs: runsBetween(from, to) }]
  })

type BlockChange = { field: string; from?: Block; to?: Block }

/** Blocks that are in both are found first; between them, those that resemble each other are one block that was edited. */
function blockChanges(before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const changes: BlockChange[] = []
  let [removed, added]: [BlockAt[], BlockAt[]] = [[], []]
  let [from, to] = [0, 0]
  const settle = () => {
    changes.push(...pairBlocks(removed, added))
    ;[removed, added] = [[], []]
  }
  for (const { value, added: isAdded, removed: isRemoved } of diffArrays(before.map(blockText), after.map(blockText))) {
    for (const _ of value) {
      if (isRemoved) removed.push({ block: before[from] as Block, at: from++ })
      else if (isAdded) added.push({ block: after[to] as Block, at: to++ })
      else [from, to] = [from + 1, to + 1]
    }
    if (!isAdded && !isRemoved) settle()
  }
  settle()
  return changes
}

const blockText = (block: Block) => `${block.type} ${markdownFromBlock(block)}`

type BlockAt = { block: Block; at: number }

/** Beyond this many comparisons, a rewritten body is simply another one. */
const MAX_COMPARISONS = 10_000

function pairBlocks(removed: readonly BlockAt[], added: readonly BlockAt[]): BlockChange[] {
  const isLarge = removed.length * added.length > MAX_COMPARISONS
  const words = added.map(({ block }) => (isLarge ? new Set<string>() : wordSet(block)))
  const changes: BlockChange[] = []
  let next = 0
  const takeUpTo = (end: number) => {
    for (; next < end; next++) changes.push({ field: `/body/${added[next]?.at}`, to: added[next]?.block as Block })
  }
  for (const { block, at } of removed) {
    const mine = isLarge ? new Set<string>() : wordSet(block)
    const likeness = added.map((other, index) =>
      index < next || other.block.type !== block.type || isLarge ? 0 : similarityOf(mine, words[index] as Set<string>),
    )
    const best = likeness.indexOf(Math.max(0, ...likeness))
    if ((likeness[best] ?? 0) < 0.4) {
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

/** Texts further apart than this are shown one after the other; nobody reads a mosaic. */
const MAX_EDITS = 2000

export function runsBetween(before: string, after: string): Run[] {
  if (before === '' || after === '')
    return [...(before ? [{ text: before, op: 'removed' as const }] : []), ...(after ? [{ text: after, op: 'added' as const }] : [])]
  const changes = diffArrays(segmentsOf(before), segmentsOf(after), { maxEditLength: MAX_EDITS })
  if (!changes)
    return [
      { text: before, op: 'removed' },
      { text: after, op: 'added' },
    ]
  return changes.map(({ value, added, removed }) => ({
    text: value.join(''),
    ...(added && { op: 'added' as const }),
    ...(removed && { op: 'removed' as const }),
  }))
}

/** Words and what is between them, also in languages written without spaces. */
let words: Intl.Segmenter | undefined
export function segmentsOf(text: string): string[] {
  words ??= new Intl.Segmenter('en', { granularity: 'word' })
  return Array.from(words.segment(text), ({ segment }) => segment)
}
