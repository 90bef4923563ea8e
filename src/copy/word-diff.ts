/** What changed between two revisions of an article, word by word, for editors and for the note of a change. */
import { diffArrays, diffWordsWithSpace } from 'diff'
import type { Article } from './article.ts'
import type { Block } from './block.ts'
import { textOf } from './inline.ts'
import { markdownFromBlock } from './markdown-writing.ts'

/** `added` stands in the later text only, `removed` in the earlier only; without `op` in both. */
export type Run = { text: string; op?: 'added' | 'removed' }

/** `field` is a JSON Pointer: into the later article, or, for a block that was taken out, into the earlier one. */
export type FieldChange = { field: string; runs: Run[] }

export function diffArticles(before: Article, after: Article): FieldChange[] {
  return [
    ...fieldChanges(before, after),
    ...blockChanges(before.body, after.body).map(({ field, from, to }) => ({ field, runs: runsBetween(...wordsOf(from, to)) })),
  ]
}

/** One sentence for a list of revisions: "Headline and 3 paragraphs changed, 1 picture added." */
export function summaryOfChange(before: Article, after: Article): string {
  const fields = fieldChanges(before, after).map(({ field }) => NAMES[field] ?? field.slice(1))
  const tallies = { changed: new Map<Block['type'], number>(), added: new Map<Block['type'], number>(), removed: new Map<Block['type'], number>() }
  for (const { from, to } of blockChanges(before.body, after.body)) {
    const tally = tallies[from && to ? 'changed' : to ? 'added' : 'removed']
    const { type } = (to ?? from) as Block
    tally.set(type, (tally.get(type) ?? 0) + 1)
  }
  const counted = (tally: Map<Block['type'], number>) => [...tally].map(([type, count]) => `${count} ${count === 1 ? type : PLURALS[type]}`)
  const clauses = [
    { done: 'changed', what: [...fields, ...counted(tallies.changed)] },
    { done: 'added', what: counted(tallies.added) },
    { done: 'removed', what: counted(tallies.removed) },
  ].filter(({ what }) => what.length > 0)
  if (clauses.length === 0) return 'Nothing changed.'
  const sentence = clauses.map(({ done, what }) => `${listed(what)} ${done}`).join(', ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

const NAMES: Record<string, string> = {
  '/publishedAt': 'time of publication',
  '/updatedAt': 'time of update',
  '/lang': 'language',
  '/seo': 'search texts',
  '/sensitive': 'sensitivity',
  '/canonical': 'canonical address',
  '/related': 'related articles',
}
const PLURALS: Record<Block['type'], string> = {
  paragraph: 'paragraphs',
  heading: 'headings',
  picture: 'pictures',
  quote: 'quotes',
  pullquote: 'pullquotes',
  list: 'lists',
  table: 'tables',
  code: 'code blocks',
  embed: 'embeds',
  divider: 'dividers',
  html: 'html blocks',
}

const listed = (items: string[]) => (items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`)

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
  ['/corrections', ({ corrections }) => corrections?.map(({ at, text }) => `${at} ${text}`).join('\n')],
  [
    '/updates',
    ({ updates }) =>
      updates?.map(({ at, headline, body }) => [at, headline, ...body.map((block) => markdownFromBlock(block))].filter(Boolean).join('\n')).join('\n'),
  ],
  ['/canonical', ({ canonical }) => canonical],
  ['/seo', ({ seo }) => seo && [seo.title, seo.description, seo.noindex ? 'noindex' : undefined].filter(Boolean).join(' | ')],
]

const fieldChanges = (before: Article, after: Article): FieldChange[] =>
  FIELDS.flatMap(([field, say]) => {
    const [from, to] = [say(before) ?? '', say(after) ?? '']
    return from === to ? [] : [{ field, runs: runsBetween(from, to) }]
  })

type BlockChange = { field: string; from?: Block; to?: Block }

/** Blocks that stand in both are found first; between them, those that resemble each other are one block that was edited. */
function blockChanges(before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const changes: BlockChange[] = []
  let [removed, added]: [BlockAt[], BlockAt[]] = [[], []]
  let [from, to] = [0, 0]
  const settle = () => {
    changes.push(...paired(removed, added))
    ;[removed, added] = [[], []]
  }
  for (const { value, added: isAdded, removed: isRemoved } of diffArrays(before.map(sayBlock), after.map(sayBlock))) {
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

const sayBlock = (block: Block) => `${block.type} ${markdownFromBlock(block)}`

type BlockAt = { block: Block; at: number }

/** Beyond this many comparisons, a rewritten body is simply another one. */
const MAX_COMPARISONS = 10_000

function paired(removed: readonly BlockAt[], added: readonly BlockAt[]): BlockChange[] {
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
      index < next || other.block.type !== block.type || isLarge ? 0 : resemblance(mine, words[index] as Set<string>),
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

function resemblance(one: Set<string>, other: Set<string>) {
  if (one.size + other.size === 0) return 1
  return (2 * [...one].filter((word) => other.has(word)).length) / (one.size + other.size)
}

/** Plain words where they differ; else, as where only a link was set, the marked-up text. */
function wordsOf(from: Block | undefined, to: Block | undefined): [string, string] {
  const plain = [from, to].map((block) =>
    block && 'text' in block && block.type !== 'code' && block.type !== 'embed' && block.type !== 'picture' ? textOf(String(block.text)) : undefined,
  )
  const marked = [from, to].map((block) => (block ? markdownFromBlock(block) : ''))
  const usePlain =
    (!from || plain[0] !== undefined) && (!to || plain[1] !== undefined) && plain[0] !== plain[1] && !('cite' in (from ?? {})) && !('cite' in (to ?? {}))
  return usePlain ? [plain[0] ?? '', plain[1] ?? ''] : [marked[0] ?? '', marked[1] ?? '']
}

/** Texts further apart than this are shown one after the other; nobody reads a mosaic. */
const MAX_EDITS = 2000

function runsBetween(before: string, after: string): Run[] {
  if (before === '' || after === '')
    return [...(before ? [{ text: before, op: 'removed' as const }] : []), ...(after ? [{ text: after, op: 'added' as const }] : [])]
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS })
  if (!changes)
    return [
      { text: before, op: 'removed' },
      { text: after, op: 'added' },
    ]
  return changes.map(({ value, added, removed }) => ({ text: value, ...(added && { op: 'added' as const }), ...(removed && { op: 'removed' as const }) }))
}
