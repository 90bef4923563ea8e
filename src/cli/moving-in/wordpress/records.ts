/** People, categories and tags of a WordPress export. */
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import type { OldAuthor, OldItem, OldTopic } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import type { Library, Writer } from './library.ts'
import { leftOut, placeOf, TECHNICAL_TERMS } from './not-taken.ts'
import type { WordPressSite } from './wordpress-site.ts'
import type { WxrItem, WxrRecord } from './wxr-parts.ts'

export function* recordItems({ name, fields, line }: WxrRecord, site: WordPressSite): Generator<OldItem> {
  const { library } = site
  const field = (key: string) => fields.get(key)?.trim() ?? ''
  if (name === 'wp:author') {
    const named = writerOf(field('wp:author_login'), [field('wp:author_display_name'), `${field('wp:author_first_name')} ${field('wp:author_last_name')}`])
    const writer = named && withKnownBio(named, library)
    if (!writer) return yield leftOut(site, 'author', field('wp:author_login'), line, 'It has no name.')
    library.writers.set(writer.login, writer)
    return yield authorItem(writer, site, line, field('wp:author_id'))
  }
  const taxonomy = name === 'wp:category' ? 'category' : name === 'wp:tag' ? 'post_tag' : field('wp:term_taxonomy')
  const slug = field('wp:category_nicename') || field('wp:tag_slug') || field('wp:term_slug')
  const title = field('wp:cat_name') || field('wp:tag_name') || field('wp:term_name') || slug
  const introduction = plainText(field('wp:category_description') || field('wp:tag_description') || field('wp:term_description'))
  const parent = field('wp:category_parent') || field('wp:term_parent')
  const id = field('wp:term_id')
  library.addTerm(taxonomy, { id, slug, name: title, parent, introduction })
  const why = TECHNICAL_TERMS[taxonomy]
  if (why) return yield leftOut(site, taxonomy === 'nav_menu' ? 'menu' : taxonomy, title, line, why)
  yield topicItem({ taxonomy, id, slug, title, parent, introduction, line }, site)
}

function writerOf(login: string, names: string[], bio = ''): Writer | undefined {
  const name = [...names, login].map((text) => plainText(text)).find((text) => text !== '' && !text.includes('@'))
  return name ? { login, name: name.slice(0, 100), slug: slugFromName(name) ?? hashedSlugFromName(name), ...(bio && { bio }) } : undefined
}

/** Co-Authors Plus has a person's biography as an item, which may stand before or after; the file is read twice. */
function withKnownBio(writer: Writer, { writers }: Library): Writer {
  const known = writers.get(writer.login)
  return known?.bio && known.slug === writer.slug ? { ...writer, bio: known.bio } : writer
}

/** Nicenames are not exported; WordPress makes them of the login. Addresses of people's email are of no use to readers, and stay where they were. */
const authorItem = ({ login, name, slug, bio }: Writer, site: WordPressSite, line: number, number = ''): OldAuthor => ({
  kind: 'author',
  login,
  id: `${site.url}/author/${login}`,
  what: 'author',
  title: name,
  place: placeOf(site, line),
  slug,
  name,
  ...(bio && { bio }),
  addresses: site.isDateline ? [`${site.url}/author/${slug}`] : authorAddresses(site.url, login, number),
})

function authorAddresses(site: string, login: string, number: string) {
  const nicename = login.includes('@') ? '' : nicenameOf(login)
  return [
    ...(nicename && [`${site}/author/${nicename}/`, `${site}/?author_name=${encodeURIComponent(nicename)}`]),
    ...(number ? [`${site}/?author=${number}`] : []),
  ]
}

/** WordPress's `sanitize_title`: Latin letters lose their marks, those of other scripts and underscores stay. */
const nicenameOf = (login: string) =>
  login
    .toLowerCase()
    .replace(/\p{Script=Latin}\p{M}*/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .replaceAll('ß', 'ss')
    .replaceAll('.', '-')
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/[\s-]+/g, '-')
    .replace(/^-|-$/g, '')

type TermRecord = { taxonomy: string; id: string; slug: string; title: string; parent: string; introduction: string; line: number }

function topicItem({ taxonomy, id, slug, title, parent, introduction, line }: TermRecord, site: WordPressSite): OldTopic {
  const isCategory = taxonomy === 'category'
  const what = isCategory ? 'category' : taxonomy === 'post_tag' ? 'tag' : taxonomy
  return {
    kind: 'topic',
    id: `${site.url}/${taxonomy}/${slug}`,
    what,
    title,
    place: placeOf(site, line),
    term: { slug, name: title, ...(parent && { parent }) },
    isCategory,
    ...(introduction && { introduction: introduction.slice(0, 4000) }),
    addresses: isCategory ? categoryAddresses(site, slug, id) : taxonomy === 'post_tag' ? tagAddresses(site, slug) : [],
  }
}

const tagAddresses = ({ url, isDateline }: WordPressSite, slug: string) =>
  isDateline ? [`${url}/topic/${slug}`] : [`${url}/tag/${slug}/`, `${url}/?tag=${slug}`]

/** WordPress finds it without its parents too, and by its number. */
function categoryAddresses({ url, isDateline, library }: WordPressSite, slug: string, id: string) {
  if (isDateline) return [`${url}/${slug}`]
  const paths = [...new Set([pathOfTerm(slug, library), slug])]
  return [...paths.map((path) => `${url}/category/${path}/`), ...paths.map((path) => `${url}/?category_name=${path}`), ...(id ? [`${url}/?cat=${id}`] : [])]
}

/** Of its parents, as far as they are known and not in a circle. */
function pathOfTerm(slug: string, { terms }: Library) {
  const path = [slug]
  for (let above = terms.get(`category ${slug}`)?.parent; above && !path.includes(above); above = terms.get(`category ${above}`)?.parent) path.unshift(above)
  return path.join('/')
}

export function* guestAuthor(item: WxrItem, site: WordPressSite): Generator<OldItem> {
  const meta = (key: string) => item.meta.get(key)?.at(-1)?.trim() ?? ''
  const login = meta('cap-user_login') || item.fields.get('wp:post_name')?.trim().replace(/^cap-/, '') || ''
  const writer = writerOf(login, [meta('cap-display_name'), item.fields.get('title') ?? ''], plainText(meta('cap-description')))
  if (!writer) return yield leftOut(site, 'guest-author', login, item.line, 'It has no name.')
  site.library.writers.set(login, writer)
  // WordPress may have the same person as an author, too.
  yield { ...authorItem(writer, site, item.line), id: `${site.url}/guest-author/${login}`, what: 'guest-author' }
}
