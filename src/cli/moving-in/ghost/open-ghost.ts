/** Ghost's export (JSON of its Labs, and of its APIs): posts and pages as stories; authors, tags, redirects, and members who agreed. */
import { EXIT, ExitError } from '../../exit-error.ts'
import { keptDetails, PICTURES_TABLE } from '../../kept-fields.ts'
import { isRow, type Row, textOf } from '../json-rows.ts'
import { jsonValues } from '../json-values.ts'
import type { LeftOut, OldAuthor, OldItem, OldTopic } from '../old-item.ts'
import type { OpenOldSystem, ReadingOptions, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import { textsOf } from '../source-texts.ts'
import { type GhostTag, type GhostUser, isPageRow, Library, readLibrary, tableOf } from './library.ts'
import { memberItems } from './members.ts'
import { redirectItems } from './redirects-file.ts'
import { absolute, addressesOf, type GhostSite, idOf, storyOf } from './story.ts'

/** Exports say nowhere where their site was. Links and pictures that name it by its placeholder are relative to this one. */
const UNKNOWN_SITE = 'https://old-site.invalid'

export const openGhost: OpenOldSystem = async (source, options) => {
  const site = await siteOf(source, options)
  return {
    title: `Ghost export of ${site.name}`,
    siteUrl: site.url,
    ...(site.lang && { lang: site.lang }),
    items: () => itemsOf(source, site, options),
    originalsOf,
  }
}

async function siteOf(source: Source, { files, now }: ReadingOptions): Promise<GhostSite> {
  if (source.isFolder) throw new ExitError(EXIT.refused, `${source.name} is a folder. Name the export’s JSON file.`)
  const url = (files.site ?? UNKNOWN_SITE).replace(/\/+$/, '')
  const site = { url, isUrlKnown: files.site !== undefined, name: '', permalinks: files.permalinks ?? '/:slug/', library: new Library(), now }
  const posts: Row[] = []
  const library = await readLibrary(source, ({ id, uuid, slug, type, page, published_at }) => void posts.push({ id, uuid, slug, type, page, published_at }))
  if (library.posts === 0 && library.tags.size === 0 && library.users.size === 0)
    throw new ExitError(EXIT.refused, `${source.name} is no Ghost export: it has no posts. Export it under Settings → Advanced → Import/Export.`)
  const permalinks = files.permalinks ?? library.settings.get('permalinks') ?? '/:slug/'
  const lang = library.settings.get('locale') || library.settings.get('lang') || library.settings.get('default_locale')
  const whole: GhostSite = { ...site, name: library.settings.get('title') || source.name, permalinks, library, ...(lang && { lang }) }
  for (const row of posts) for (const address of addressesOf(row, whole)) library.idAt.set(new URL(address).pathname.replace(/\/$/, ''), idOf(row, url))
  return whole
}

async function* itemsOf(source: Source, site: GhostSite, { files }: ReadingOptions): AsyncGenerator<OldItem> {
  for (const user of site.library.users.values()) yield userItem(user, site.url)
  for (const tag of site.library.tags.values()) yield tagItem(tag, site.url)
  for await (const part of jsonValues(textsOf(source), (path) => tableOf(path) !== undefined)) {
    if (part.path === undefined) {
      yield { ...leftOut('damage', '', part.line, part.damage), isLoss: true }
      continue
    }
    const table = tableOf(part.path) ?? ''
    if ('damage' in part) yield { ...leftOut(table.replace(/s$/, ''), '', part.line, part.damage), isLoss: true }
    else if (isRow(part.value)) yield* rowItems(table, part.value, part.line, site)
    else yield leftOut(table.replace(/s$/, ''), '', part.line, 'It’s no row of a table.')
  }
  if (site.library.isShort) yield { ...leftOut('damage', '', 1, site.library.isShort), isLoss: true }
  yield* otherTables(site.library)
  if (files['old-redirects']) yield* redirectItems(files['old-redirects'], site.url, site.library.idAt)
  if (files.members) yield* memberItems(files.members)
}

const leftOut = (what: string, title: string, line: number, why: string): LeftOut => ({
  kind: 'left-out',
  id: `${what} at line ${line} ${title}`,
  what,
  title,
  place: `line ${line.toLocaleString('en')}`,
  why,
})

function* rowItems(table: string, row: Row, line: number, site: GhostSite): Generator<OldItem> {
  switch (table) {
    case 'posts': {
      const title = textOf(row.title)
      const hasText = ['lexical', 'mobiledoc', 'html', 'markdown'].some((field) => textOf(row[field]))
      if (!title && !hasText) return yield leftOut(isPageRow(row) ? 'page' : 'post', '', line, 'It has neither a title nor a text.')
      return yield storyOf(row, site, line)
    }
    case 'newsletters':
      return yield leftOut('newsletter', textOf(row.name), line, 'Newsletters are set up here in the site’s settings.')
    case PICTURES_TABLE: {
      const [address, details] = [textOf(row.src), keptDetails(row.details)]
      if (!URL.canParse(address) || !details) return yield leftOut('picture', address, line, 'It says nothing of a picture.')
      return yield {
        kind: 'picture',
        id: address,
        what: 'picture',
        title: details.alt ?? address,
        place: `line ${line.toLocaleString('en')}`,
        address,
        details,
      }
    }
    case 'snippets':
      return yield leftOut('snippet', textOf(row.name), line, 'It’s put into the posts that use it.')
  }
}

function userItem(user: GhostUser, site: string): OldAuthor | LeftOut {
  if (!user.name) return leftOut('author', '', user.line, 'It has no name.')
  return {
    kind: 'author',
    id: `${site}/#user-${user.id}`,
    what: 'author',
    title: user.name,
    place: `line ${user.line.toLocaleString('en')}`,
    slug: user.slug,
    name: user.name,
    ...(user.bio && { bio: user.bio }),
    ...(user.portrait && { portrait: absolute(user.portrait, site) }),
    ...(user.url && { url: user.url }),
    addresses: [`${site}/author/${user.oldSlug}/`],
  }
}

function tagItem({ id, slug, name, isInternal, introduction, line }: GhostTag, site: string): OldTopic | LeftOut {
  if (isInternal) return leftOut('tag', name, line, 'It’s internal: readers never saw it.')
  return {
    kind: 'topic',
    id: `${site}/#tag-${id}`,
    what: 'tag',
    title: name,
    place: `line ${line.toLocaleString('en')}`,
    term: { slug, name },
    isCategory: true,
    ...(introduction && { introduction: plainText(introduction).slice(0, 4000) }),
    addresses: [`${site}/tag/${slug}/`],
  }
}

/** What Ghost keeps for itself: counted as one, since nobody wrote any of it. */
function* otherTables({ others, readers, settings }: Library): Generator<LeftOut> {
  for (const [table, count] of readers) {
    const what = table.replace(/s$/, '')
    yield {
      ...leftOut(what, '', 1, 'That somebody is in the list proves no consent. Give those who agreed with --members FILE.'),
      id: `all of ${table}`,
      count,
    }
  }
  const rows = [...others.values()].reduce((sum, count) => sum + count, settings.size)
  if (rows === 0) return
  const tables = ['settings', ...others.keys()].join(', ')
  yield { ...leftOut('row of Ghost’s own', '', 1, `Its settings and what it keeps for itself aren’t taken (${tables}).`), count: rows }
}

/** Ghost makes `/content/images/size/w600/format/webp/2020/01/a.jpg` of `/content/images/2020/01/a.jpg`, and keeps `a_o.jpg` of it as it was uploaded. */
export function originalsOf(address: string): string[] {
  const plain = address.replace(/(\/content\/images)\/size\/[wh]\d+(?:h\d+)?(?:\/format\/\w+)?\//, '$1/')
  return [...new Set([plain, address])]
}
