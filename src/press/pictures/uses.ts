/** What shows a picture: found by an index of stories, of which each one's copy is then looked at. */
import type { PictureUses, State } from '../calls.ts'
import { recordPictureUses } from '../ledger/picture-uses.ts'
import { type Ledger, row, rows } from '../ledger/sql.ts'
import { deleteValue, readValue, saveValue } from '../ledger/stored-values.ts'
import type { IndexedUses } from '../picture-calls.ts'

/** Stories looked through at a time: a step must not hold up who publishes. */
const STORIES_A_STEP = 200
const MAX_DRAFTS = 100

/** A picture is in a story's newest copy, in that which readers see, or in that which waits. */
const USED_NOW = `EXISTS (SELECT 1 FROM copy c WHERE c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) AND instr(c.json, ?2))`
const COLUMNS = 'slug, state, path AS url, headline'
const ORDER = `ORDER BY state = 'published' DESC, at DESC`

/** For editors, with what is not filed yet. */
export function usesOfPicture(ledger: Ledger, id: string): IndexedUses {
  const isComplete = indexStep(ledger)
  return { ...withUnfiled(ledger, id, { articles: indexedArticles(ledger, id), ...elsewhere(ledger, id) }), isComplete }
}

/** The same of all stories, also where they aren't indexed yet: for what happens seldom and must miss none. */
export const allUsesOfPicture = (ledger: Ledger, id: string) => withUnfiled(ledger, id, whatShows(ledger, id))

/** What is filed and shows it, and so may have to be printed. */
export function whatShows(ledger: Ledger, id: string): Omit<PictureUses, 'drafts'> {
  const articles = indexStep(ledger)
    ? indexedArticles(ledger, id)
    : rows<UseRow>(ledger, `SELECT ${COLUMNS} FROM articles a WHERE ?1 <> '' AND ${USED_NOW} ${ORDER}`, id, srcOf(id))
  return { articles, ...elsewhere(ledger, id) }
}

/** In a story that is not withdrawn, in a campaign that runs or is to run, or as somebody's portrait. Of stories that aren't indexed yet nothing is known. */
export const isUsedNow = (ledger: Ledger, id: string) =>
  rows(
    ledger,
    `SELECT 1 FROM picture_uses u JOIN articles a ON a.id = u.article WHERE u.picture = ?1 AND a.state <> 'withdrawn' AND ${USED_NOW}
     UNION ALL SELECT 1 FROM campaigns WHERE ended = 0 AND instr(json, ?2)
     UNION ALL SELECT 1 FROM names WHERE kind = 'author' AND instr(json, ?2) LIMIT 1`,
    ...[id, srcOf(id)],
  ).length > 0

type UseRow = { slug: string; state: State; url: string; headline: string }

const indexedArticles = (ledger: Ledger, id: string) =>
  rows<UseRow>(ledger, `SELECT ${COLUMNS} FROM picture_uses u JOIN articles a ON a.id = u.article WHERE u.picture = ?1 AND ${USED_NOW} ${ORDER}`, id, srcOf(id))

const elsewhere = (ledger: Ledger, id: string): Pick<PictureUses, 'campaigns' | 'authors'> => ({
  campaigns: rows<{ id: string }>(ledger, 'SELECT id FROM campaigns WHERE instr(json, ?) ORDER BY id', srcOf(id)).map((campaign) => campaign.id),
  authors: rows<{ slug: string; name: string }>(ledger, `SELECT slug, name FROM names WHERE kind = 'author' AND instr(json, ?) ORDER BY slug`, srcOf(id)),
})

/** Updates that wait for an editor, as their stories, and texts that somebody is writing: so few of each that all are looked through. */
function withUnfiled(ledger: Ledger, id: string, filed: Omit<PictureUses, 'drafts'>): PictureUses {
  const waiting = rows<UseRow>(ledger, `SELECT ${COLUMNS} FROM articles WHERE id IN (SELECT article FROM waiting_updates WHERE instr(json, ?))`, srcOf(id))
  const others = waiting.filter(({ slug }) => !filed.articles.some((article) => article.slug === slug))
  return { ...filed, articles: [...filed.articles, ...others], drafts: draftsWith(ledger, srcOf(id)) }
}

function draftsWith(ledger: Ledger, src: string): PictureUses['drafts'] {
  const found = rows<{ person: string; story: string; headline: string | null; saved_at: number }>(
    ledger,
    'SELECT person, story, headline, saved_at FROM drafts WHERE ended = 0 AND instr(json, ?)',
    src,
  )
  return found
    .toSorted((one, other) => other.saved_at - one.saved_at)
    .slice(0, MAX_DRAFTS)
    .map(({ person, story, headline }) => {
      const slug = row<{ slug: string }>(ledger, 'SELECT slug FROM articles WHERE id = ?', Number(/^#(\d+)$/.exec(story)?.[1] ?? 0))?.slug
      return { by: person, ...(slug && { slug }), ...(headline && { headline }) }
    })
}

const srcOf = (id: string) => `/pictures/${id}`

/** Looks through some of the stories that are older than the index. Whether that was the last of them. */
function indexStep(ledger: Ledger): boolean {
  const left = readValue<{ from: number; upTo: number }>(ledger, 'picture-uses')
  if (!left) return true
  const found = rows<{ id: number }>(ledger, 'SELECT id FROM articles WHERE id > ? AND id <= ? ORDER BY id LIMIT ?', left.from, left.upTo, STORIES_A_STEP)
  for (const { id } of found) for (const { json } of newestCopy(ledger, id)) recordPictureUses(ledger, id, json)
  const last = found.at(-1)?.id ?? left.upTo
  const isLast = found.length < STORIES_A_STEP || last >= left.upTo
  if (isLast) deleteValue(ledger, 'picture-uses')
  else saveValue(ledger, 'picture-uses', { ...left, from: last })
  return isLast
}

const newestCopy = (ledger: Ledger, id: number) =>
  rows<{ json: string }>(
    ledger,
    'SELECT c.json FROM articles a JOIN copy c ON c.article = a.id AND c.revision IN (a.revision, a.live, a.ready) WHERE a.id = ?',
    id,
  )
