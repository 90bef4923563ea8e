/** What posts of a Ghost export refer to: tags, people, their further fields. Read before the posts, which stand anywhere in the file. */
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { PICTURES_TABLE } from '../../kept-fields.ts'
import { isRow, isTrue, type Row, rowsOf, textOf } from '../json-rows.ts'
import { type JsonPath, jsonValues } from '../json-values.ts'
import type { Source } from '../old-system.ts'
import { textsOf } from '../source-texts.ts'

export type GhostTag = { id: string; slug: string; name: string; isInternal: boolean; introduction: string; line: number }
export type GhostUser = { id: string; slug: string; oldSlug: string; name: string; bio: string; portrait: string; url: string; line: number }

export class Library {
  readonly tags = new Map<string, GhostTag>()
  readonly users = new Map<string, GhostUser>()
  /** By the post's id: tags' and authors' ids, in their order. */
  readonly tagsOf = new Map<string, { id: string; order: number }[]>()
  readonly authorsOf = new Map<string, { id: string; order: number }[]>()
  readonly meta = new Map<string, Row>()
  readonly settings = new Map<string, string>()
  /** Rows of tables that hold nothing of the newsroom's, by table. */
  readonly others = new Map<string, number>()
  /** Lists of readers, by table. */
  readonly readers = new Map<string, number>()
  /** By path, for redirects: the story's id. */
  readonly idAt = new Map<string, string>()
  posts = 0
  /** What the file is only a part of, in a sentence. */
  isShort?: string
}

/** The table that a value is a row of. Exports of different ages have it at `db/0/data/posts`, `data/posts`, or `posts`. */
export function tableOf(path: JsonPath): string | undefined {
  const [table, row, ...rest] = path[0] === 'db' ? path.slice(path[1] === 'data' ? 2 : 3) : path[0] === 'data' ? path.slice(1) : path
  return table !== undefined && row !== undefined && rest.length === 0 && /^\d+$/.test(row) && table !== 'meta' ? table : undefined
}

export async function readLibrary(source: Source, eachPost: (row: Row, library: Library) => void): Promise<Library> {
  const library = new Library()
  for await (const part of jsonValues(textsOf(source), (path) => tableOf(path) !== undefined || isPagination(path))) {
    if (part.path === undefined || 'damage' in part || !isRow(part.value)) continue
    if (isPagination(part.path)) {
      notePages(part.value, library)
      continue
    }
    const table = tableOf(part.path) ?? ''
    if (table === 'posts') library.posts++
    if (table === 'posts') eachPost(part.value, library)
    else addRow(table, part.value, library, part.line)
  }
  return library
}

/** The API answers page by page. */
const isPagination = (path: JsonPath) => path.join('/') === 'meta/pagination'

function notePages({ page, pages, total }: Row, library: Library) {
  if (Number(pages) > 1)
    library.isShort = `It’s page ${textOf(page)} of ${textOf(pages)} of the API’s answer (${textOf(total)} in all): the others aren’t in the file. Export it under Settings → Advanced → Import/Export instead.`
}

function addRow(table: string, row: Row, library: Library, line: number) {
  switch (table) {
    case 'tags':
      return void library.tags.set(textOf(row.id), tagOf(row, line))
    case 'users':
      return addUser(userOf(row, line), library)
    case 'posts_tags':
      return append(library.tagsOf, textOf(row.post_id), { id: textOf(row.tag_id), order: Number(row.sort_order) || 0 })
    case 'posts_authors':
      return append(library.authorsOf, textOf(row.post_id), { id: textOf(row.author_id), order: Number(row.sort_order) || 0 })
    case 'posts_meta':
      return void library.meta.set(textOf(row.post_id), row)
    case 'settings':
      library.settings.set(textOf(row.key), textOf(row.value))
      return
    case 'newsletters':
    case 'snippets':
    case PICTURES_TABLE:
      return
    case 'members':
    case 'subscribers':
      library.readers.set(table, (library.readers.get(table) ?? 0) + 1)
      return
    default:
      library.others.set(table, (library.others.get(table) ?? 0) + 1)
  }
}

/** Two people of one name are two, as they were there. */
function addUser(user: GhostUser, { users }: Library) {
  const isTaken = [...users.values()].some(({ id, slug }) => slug === user.slug && id !== user.id)
  const own = isTaken ? slugFromName(user.oldSlug) : undefined
  users.set(user.id, own ? { ...user, slug: own } : user)
}

function append<T>(map: Map<string, T[]>, key: string, value: T) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export function tagOf(row: Row, line: number): GhostTag {
  const name = textOf(row.name) || textOf(row.slug)
  return {
    id: textOf(row.id),
    slug: textOf(row.slug),
    name,
    isInternal: name.startsWith('#') || row.visibility === 'internal',
    introduction: textOf(row.description),
    line,
  }
}

/** Email addresses of people stay where they were. */
export function userOf(row: Row, line: number): GhostUser {
  const name = (textOf(row.name).includes('@') ? '' : textOf(row.name)).slice(0, 100)
  return {
    id: textOf(row.id),
    slug: name ? (slugFromName(name) ?? hashedSlugFromName(name)) : '',
    oldSlug: textOf(row.slug),
    name,
    bio: textOf(row.bio),
    portrait: textOf(row.profile_image) || textOf(row.image),
    url: textOf(row.website),
    line,
  }
}

/** Of one post, its own list if the export has one, as the API's does. */
export function tagsOfPost(post: Row, library: Library): GhostTag[] {
  if (Array.isArray(post.tags)) return rowsOf(post.tags).map((row) => tagOf(row, 0))
  return inOrder(library.tagsOf.get(textOf(post.id))).flatMap((id) => library.tags.get(id) ?? [])
}

export function authorsOfPost(post: Row, library: Library): { users: GhostUser[]; unknown: number } {
  if (Array.isArray(post.authors)) return { users: rowsOf(post.authors).map((row) => userOf(row, 0)), unknown: 0 }
  const named = inOrder(library.authorsOf.get(textOf(post.id)))
  const ids = named.length > 0 ? named : [textOf(post.author_id) || textOf(post.author)].filter(Boolean)
  const users = ids.flatMap((id) => library.users.get(id) ?? [])
  return { users, unknown: ids.length - users.length }
}

const inOrder = (list: readonly { id: string; order: number }[] = []) => [...list].sort((a, b) => a.order - b.order).map(({ id }) => id)

export const isPageRow = (row: Row) => row.type === 'page' || (row.type === undefined && isTrue(row.page))
