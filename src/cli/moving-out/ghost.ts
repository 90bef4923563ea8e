/** Stories as Ghost's export, `ghost.json`: posts with their HTML as one card, tags, people; and `redirects.json` for its settings. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { absoluteAddress } from '../../copy/html/to-html.ts'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { pathOf } from '../../copy/shapes/article.ts'
import { encodeLetters } from '../../copy/shapes/slug-spelling.ts'
import { escapeAttribute, escapeText } from '../../copy/text/escape.ts'
import { inTexts } from '../in-texts.ts'
import { KEPT, keptFields, PICTURES_TABLE } from '../kept-fields.ts'
import type { LedgerSurvey } from './ledger-survey.ts'
import { outFile } from './out-file.ts'
import type { OutFormat, OutMeans, OutName, OutStory } from './out-story.ts'
import { htmlOf, htmlToKeepFor, Logins, picturesIn } from './story-parts.ts'

const STATUS: Record<OutStory['state'], string> = { published: 'published', scheduled: 'scheduled', draft: 'draft', withdrawn: 'draft' }

type Row = Record<string, unknown>
/** Small beside the posts, which are written as they come. */
type Tables = { posts_tags: Row[]; posts_authors: Row[]; posts_meta: Row[]; tags: Map<string, Row>; users: Map<string, Row>; logins: Logins }

export async function ghostExport(means: OutMeans): Promise<OutFormat> {
  const file = await outFile(join(means.folder, 'ghost.json'))
  const tables: Tables = { posts_tags: [], posts_authors: [], posts_meta: [], tags: new Map(), users: new Map(), logins: new Logins() }
  const redirects: Row[] = []
  const pictures = new Set<string>()
  let separator = '\n'
  await file.write(`{"db":[{"meta":{"exported_on":${Date.now()},"version":"5.82.0"},"data":{"posts":[`)
  return {
    async story(story) {
      for (const { src } of picturesIn(story.article)) {
        await means.pictureFile(src)
        pictures.add(src)
      }
      await file.write(`${separator}${JSON.stringify(postRow(story, tables, means))}`)
      separator = ',\n'
      if (story.state === 'published') redirects.push(...redirectsTo(story))
    },
    async finish(names) {
      addRecords(tables, names, means.siteUrl)
      for (const { record } of names) if (isRow(record?.portrait) && typeof record.portrait.src === 'string') pictures.add(record.portrait.src)
      const settings = [
        { id: '1', key: 'title', value: means.siteName },
        { id: '2', key: 'locale', value: means.lang },
      ]
      const { logins: _, ...joins } = tables
      const rest = { ...joins, tags: [...tables.tags.values()], users: [...tables.users.values()], settings }
      await file.write(`],\n${JSON.stringify(rest).slice(1, -1)},"${PICTURES_TABLE}":[`)
      separator = '\n'
      for (const src of pictures) {
        const details = means.ledger.picture(src)?.details ?? {}
        if (Object.keys(details).length === 0) continue
        await file.write(`${separator}${JSON.stringify({ src: absoluteAddress(src, means.siteUrl), details })}`)
        separator = ',\n'
      }
      await file.write(']}}]}\n')
      await file.close()
      await writeFile(join(means.folder, 'redirects.json'), `${JSON.stringify(redirects, null, 2)}\n`)
    },
  }
}

/** Where readers had it, and had it before. Ghost takes the left side for a regular expression. */
const redirectsTo = ({ article, formerly }: OutStory): Row[] =>
  [article.slug, ...formerly].map((slug) => ({ from: `^${pathOf({ ...article, slug })}/?$`, to: `/${encodeLetters(article.slug)}/`, permanent: true }))

/** Ghost's ids are 24 hexadecimal digits. */
const idOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24)

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function postRow({ article, state, until, isUndated, feedId, formerly }: OutStory, tables: Tables, { siteUrl, ledger }: OutMeans): Row {
  const address = `${siteUrl}${pathOf(article)}`
  const id = idOf(address)
  const html = withGhostLinks(htmlOf(article, siteUrl), ledger)
  const kept = htmlToKeepFor(article, html) === undefined ? article : { ...article, body: inTexts(article.body, (text) => withGhostLinks(text, ledger)) }
  const published = isUndated ? null : (until ?? article.publishedAt)
  const { picture, seo } = article
  // The first is the primary tag.
  for (const [order, { slug, name }] of [{ slug: article.section, name: article.section }, ...(article.topics ?? [])].entries()) {
    tables.tags.set(slug, tables.tags.get(slug) ?? { id: idOf(`tag ${slug}`), slug, name, visibility: 'public' })
    tables.posts_tags.push({ id: idOf(`${address} ${slug}`), post_id: id, tag_id: idOf(`tag ${slug}`), sort_order: order })
  }
  for (const [order, { name, slug }] of (article.byline ?? []).entries()) {
    const login = tables.logins.of({ name, slug })
    tables.users.set(login, tables.users.get(login) ?? { id: idOf(`user ${login}`), slug: login, name })
    tables.posts_authors.push({ id: idOf(`${address} ${login}`), post_id: id, author_id: idOf(`user ${login}`), sort_order: order })
  }
  if (picture || seo)
    tables.posts_meta.push({
      id: idOf(`${address} meta`),
      post_id: id,
      ...(picture && { feature_image_alt: picture.alt, feature_image_caption: escapeText(picture.caption ?? '') || null }),
      ...(seo?.title && { meta_title: seo.title }),
      ...(seo?.description && { meta_description: seo.description }),
    })
  return {
    id,
    uuid: uuidOf(address),
    title: article.headline,
    slug: article.slug,
    lexical: JSON.stringify({
      root: {
        type: 'root',
        version: 1,
        children: [{ type: 'html', version: 1, html }],
      },
    }),
    custom_excerpt: article.standfirst ?? null,
    feature_image: picture ? absoluteAddress(picture.src, siteUrl) : null,
    type: 'post',
    status: STATUS[state],
    visibility: 'public',
    published_at: published,
    updated_at: article.updatedAt ?? published,
    canonical_url: article.canonical?.startsWith('http') ? article.canonical : null,
    [KEPT]: keptFields(kept, { html: kept === article ? undefined : html, feedId, formerly }),
  }
}

/** Stories stand at `/slug/` there, topics and sections at `/tag/slug/`; the placeholder is the site's address. What is none of these has no place there. */
function withGhostLinks(html: string, ledger: LedgerSurvey): string {
  return html.replace(/(<a href=")(\/[^"#?]*)(["#?])/g, (whole, before: string, href: string, after: string) => {
    const path = ghostPath(piecesOf(href.replaceAll('&amp;', '&').replace(/\/$/, '')), ledger)
    return path === undefined ? whole : `${before}__GHOST_URL__${escapeAttribute(encodeLetters(path))}${after}`
  })
}

function ghostPath([first = '', second, ...rest]: readonly string[], { slugs, sections }: LedgerSurvey): string | undefined {
  if (rest.length > 0) return undefined
  if (second === undefined) return sections.has(first) ? `/tag/${first}/` : undefined
  if (first === 'topic') return `/tag/${second}/`
  if (first === 'author') return `/author/${second}/`
  return sections.has(first) && slugs.has(second) ? `/${second}/` : undefined
}

function addRecords({ tags, users }: Tables, names: readonly OutName[], siteUrl: string) {
  for (const { kind, slug, record = {} } of names) {
    const row = (kind === 'topic' ? tags : users).get(slug)
    if (row && kind === 'topic' && record.introduction) row.description = record.introduction
    if (row && kind === 'author') Object.assign(row, userFields(record, siteUrl))
  }
}

function userFields({ bio, portrait, contact }: Readonly<Record<string, unknown>>, siteUrl: string): Row {
  const src = isRow(portrait) && typeof portrait.src === 'string' ? absoluteAddress(portrait.src, siteUrl) : undefined
  return { ...(bio !== undefined && { bio }), ...(src && { profile_image: src }), ...(isRow(contact) && contact.url !== undefined && { website: contact.url }) }
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null
