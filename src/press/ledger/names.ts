/**
 * Topics and authors as the newsroom knows them. A row is a record, with the name under which readers find it, or says where what was
 * renamed or merged is now: never to a row that leads on. Revisions keep the names under which they were filed; these are
 * applied where copy is printed and listed, and where new copy is filed. A story in another language than the edition's calls
 * them as it does: ليلى حدّاد is no Leila Haddad there, and her name leads to the same page.
 */
import type { MadeBy } from '../../copy/old-address.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { foldName, isInOneScript } from '../../copy/shapes/name.ts'
import type { NameKind } from '../reference-calls.ts'
import { deleteAutomatic, saveAutomatic } from './old-addresses.ts'
import { type Ledger, row, rows, run } from './sql.ts'

export type NameRow = { slug: string; name: string | null; json: string | null; moved_to: string | null; at: string; by: string }

export const nameRow = (ledger: Ledger, kind: NameKind, slug: string) =>
  row<NameRow>(ledger, 'SELECT slug, name, json, moved_to, at, by FROM names WHERE kind = ? AND slug = ?', kind, slug)

/** In place of whatever was known of the slug. */
export function saveName(ledger: Ledger, kind: NameKind, { slug, name, json, at, by }: Omit<NameRow, 'moved_to' | 'name'> & { name: string }) {
  const folded = foldName(name)
  run(
    ledger,
    'INSERT OR REPLACE INTO names (kind, slug, name, folded, family, json, at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[kind, slug, name, folded, folded.split(' ').at(-1) ?? folded, json, at, by],
  )
}

export function saveMovedName(ledger: Ledger, kind: NameKind, { slug, to, at, by, made }: { slug: string; to: string; at: string; by: string; made: MadeBy }) {
  run(ledger, 'INSERT OR REPLACE INTO names (kind, slug, moved_to, at, by) VALUES (?, ?, ?, ?, ?)', kind, slug, to, at, by)
  deleteAutomatic(ledger, `/${kind}/${to}`)
  saveAutomatic(ledger, `/${kind}/${slug}`, { article: null, target: `/${kind}/${to}` }, { made, at, by })
  run(ledger, 'UPDATE names SET moved_to = ? WHERE kind = ? AND moved_to = ?', to, kind, slug)
}

export function deleteName(ledger: Ledger, kind: NameKind, slug: string) {
  run(ledger, 'DELETE FROM names WHERE kind = ? AND slug = ?', kind, slug)
  deleteAutomatic(ledger, `/${kind}/${slug}`)
}

/** Where readers find it, if that isn't where it says. */
export const movedTo = (ledger: Ledger, kind: NameKind, slug: string) => nameRow(ledger, kind, slug)?.moved_to ?? undefined

/** The slugs that lead there. */
export const formerSlugsOf = (ledger: Ledger, kind: NameKind, slug: string) =>
  rows<{ slug: string }>(ledger, 'SELECT slug FROM names WHERE kind = ? AND moved_to = ?', kind, slug).map((it) => it.slug)

/** The copy with its topics and authors as they are called now; the same object where that is how it calls them. */
export function withPresentNames(ledger: Ledger, article: Article): Article {
  if (!row(ledger, 'SELECT 1 AS yes FROM names LIMIT 1')) return article
  const topics = article.topics && presentNames(ledger, 'topic', article.topics, article.lang)
  const byline = article.byline && presentNames(ledger, 'author', article.byline, article.lang)
  if (topics === article.topics && byline === article.byline) return article
  return { ...article, ...(byline && { byline }), ...(topics && { topics }) }
}

type Named = { name: string; slug?: string | undefined }

/** Two that became one are named once. */
function presentNames<T extends Named>(ledger: Ledger, kind: NameKind, all: T[], lang: string | undefined): T[] {
  const present = all.map((it) => presentName(ledger, kind, it, lang))
  if (present.every((it, at) => it === all[at])) return all
  return present.filter(({ slug }, at) => slug === undefined || present.findIndex((other) => other.slug === slug) === at)
}

function presentName<T extends Named>(ledger: Ledger, kind: NameKind, it: T, lang: string | undefined): T {
  if (it.slug === undefined) return it
  const current = currentRow(ledger, kind, it.slug)
  const [slug, called] = [current?.slug ?? it.slug, current?.name ?? it.name]
  const name = isOfEdition(ledger, lang) && isInOneScript(it.name, called) ? called : it.name
  return slug === it.slug && name === it.name ? it : { ...it, slug, name }
}

function currentRow(ledger: Ledger, kind: NameKind, slug: string) {
  const found = nameRow(ledger, kind, slug)
  return found?.moved_to ? nameRow(ledger, kind, found.moved_to) : found
}

/** `lang` of an article. */
export const isOfEdition = (ledger: Ledger, lang = ledger.lang) => languageIn(lang) === languageIn(ledger.lang)
const languageIn = (tag: string) => tag.split('-')[0]?.toLowerCase()

/** What the newsroom calls those whom the copy calls otherwise, in another language: readers search for either. */
export const otherNamesIn = (ledger: Ledger, { topics = [], byline = [] }: Article): string[] =>
  [...topics.map((it) => otherName(ledger, 'topic', it)), ...byline.map((it) => otherName(ledger, 'author', it))].filter((name) => name !== undefined)

function otherName(ledger: Ledger, kind: NameKind, { slug, name }: Named) {
  const known = slug === undefined ? undefined : currentRow(ledger, kind, slug)?.name
  return known && known !== name ? known : undefined
}

/** What is called otherwise now, in words for whoever filed it. */
export function namesNotes(sent: Article, filed: Article): string[] {
  return (['topics', 'byline'] as const).flatMap((field) => {
    const kept = new Set(filed[field]?.map(({ slug, name }) => `${slug} ${name}`))
    const changed = (sent[field] ?? []).filter(({ slug, name }) => slug !== undefined && !kept.has(`${slug} ${name}`))
    return changed.length === 0
      ? []
      : [
          `/${field}: ${changed.map(({ name }) => `“${name}”`).join(', ')} ${changed.length === 1 ? 'is' : 'are'} called otherwise now: ${filed[field]?.map(({ name }) => name).join(', ')}.`,
        ]
  })
}
