/** WordPress's export (WXR 1.0 to 1.2): posts, pages and other types as stories; all else by its kind. */

import { EXIT, ExitError } from '../../exit-error.ts'
import { withoutOurEnding } from '../../kept-fields.ts'
import { hostKey } from '../addresses.ts'
import type { OldItem } from '../old-item.ts'
import type { OpenOldSystem, ReadingOptions, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import { filesOf, otherFile } from '../source-files.ts'
import { attachmentItems } from './attachments.ts'
import { offsetBetween } from './dates.ts'
import { ItemFlaws } from './item-flaws.ts'
import { Library } from './library.ts'
import { leftOut, TECHNICAL } from './not-taken.ts'
import { OtherAddresses } from './other-addresses.ts'
import { readWxr } from './read-wxr.ts'
import { guestAuthor, recordItems } from './records.ts'
import { Revisions } from './revisions.ts'
import { isOurs, storyOf } from './story.ts'
import type { WordPressSite } from './wordpress-site.ts'
import type { WxrItem } from './wxr-parts.ts'

export const openWordPress: OpenOldSystem = async (source, options) => {
  const site = await siteOf(source, options)
  return {
    title: `WordPress export of ${site.name}`,
    siteUrl: site.url,
    ...(site.lang && { lang: site.lang }),
    items: () => itemsOf(source, site, options),
    otherAddresses: () => (site.isDateline ? [] : site.others.list(site.url)),
    originalsOf,
    close: () => site.revisions?.close(),
  }
}

/** Items that are looked at before any is filed, for what is the rule in this file. */
const FIRST_LOOK = 50

const isXml = (name: string) => /\.(?:xml|wxr|rss)$/i.test(name)

/** The head of the first file says whose it is. */
async function siteOf(source: Source, { now, revisions, files }: ReadingOptions): Promise<WordPressSite> {
  const flaws = new ItemFlaws()
  for await (const file of filesOf(source, isXml)) {
    if ('other' in file) continue
    const head = await headOf(file, flaws)
    const { url, lang, title } = head
    if (!url)
      throw new ExitError(
        EXIT.refused,
        head.damage ?? `${file.name} is no WordPress export: it has no wp:wxr_version. Export it under Tools → Export; for a feed, use --from rss.`,
      )
    return {
      url: files.site?.replace(/\/+$/, '') ?? url,
      home: url,
      name: plainText(title ?? '') || new URL(url).hostname,
      ...(lang && { lang }),
      library: new Library(),
      others: new OtherAddresses(),
      flaws,
      now,
      revisions: revisions ? new Revisions() : undefined,
      file: '',
      isDateline: head.isDateline ?? false,
    }
  }
  throw new ExitError(EXIT.refused, `${source.name} has no XML file in it. A WordPress export is one, or several.`)
}

type Head = { url?: string; title?: string; lang?: string; isDateline?: boolean; damage?: string }

async function headOf({ name, bytes }: Source, flaws = new ItemFlaws()): Promise<Head> {
  const packed = await packedKind(bytes())
  if (packed) return { damage: `${name} is ${packed}. Unpack it, and name the file or folder that comes out.` }
  const head = new Map<string, string>()
  let items = 0
  let isDateline = false
  for await (const part of readWxr(bytes(), flaws)) {
    if (part.type === 'damage' && head.size === 0) return { damage: `${name}: ${part.why}` }
    if (part.type === 'head') head.set(part.name, part.value)
    if (part.type !== 'item') continue
    isDateline ||= isOurs(part)
    if (++items === FIRST_LOOK) break
  }
  const isExport = head.has('wp:wxr_version') || head.has('wp:base_blog_url')
  const url = [head.get('wp:base_blog_url'), head.get('link'), head.get('wp:base_site_url')].find(
    (address) => address && /^https?:/i.test(address) && URL.canParse(address),
  )
  const [title, lang] = [head.get('title'), head.get('language')]
  return { ...(url && isExport && { url: url.replace(/\/+$/, '') }), ...(title && { title }), ...(lang && { lang }), isDateline }
}

/** WordPress.com sends a ZIP archive. */
async function packedKind(bytes: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  for await (const [first, second] of bytes) {
    if (first === 0x50 && second === 0x4b) return 'a ZIP archive'
    return first === 0x1f && second === 0x8b ? 'a gzip archive' : undefined
  }
  return undefined
}

async function* itemsOf(source: Source, site: WordPressSite, options: ReadingOptions): AsyncGenerator<OldItem> {
  site.others.startAgain()
  for await (const file of filesOf(source, isXml)) {
    if ('other' in file) {
      yield otherFile(file, 'XML files')
      continue
    }
    site.file = source.isFolder ? file.name : ''
    const flaw = source.isFolder ? await flawOfFile(file, site) : undefined
    if (flaw) yield { ...leftOut(site, 'damage', file.name, 1, flaw), isLoss: true }
    else yield* itemsIn(file, site, options)
  }
}

/** WordPress parts a large export into several files, all of one site. */
async function flawOfFile(file: Source, site: WordPressSite): Promise<string | undefined> {
  const { url, damage } = await headOf(file)
  if (!url) return damage ?? 'It’s no WordPress export: it has no wp:wxr_version.'
  return hostKey(new URL(url)) === hostKey(new URL(site.home)) ? undefined : `It’s of another site, ${url}. Import it by itself.`
}

async function* itemsIn(file: Source, site: WordPressSite, options: ReadingOptions): AsyncGenerator<OldItem> {
  const types = new Set(['post', 'page', ...(options.files.types?.split(',').map((type) => type.trim()) ?? [])])
  for await (const part of readWxr(file.bytes(), site.flaws.copy())) {
    switch (part.type) {
      case 'head':
        break
      case 'damage':
        yield { ...leftOut(site, 'damage', '', part.line, part.why), isLoss: true }
        break
      case 'record':
        yield* recordItems(part, site)
        break
      case 'item':
        yield* postItems(part, site, types)
        break
    }
  }
}

/** An article’s JSON can have 1.9 MB (contract). */
const MAX_CONTENT = 2_000_000

function* postItems(item: WxrItem, site: WordPressSite, types: ReadonlySet<string>): Generator<OldItem> {
  const { library } = site
  const field = (name: string) => item.fields.get(name)?.trim() ?? ''
  const type = field('wp:post_type') || 'post'
  const title = plainText(field('title'))
  library.offsetMinutes = offsetBetween(field('wp:post_date_gmt'), field('wp:post_date')) ?? library.offsetMinutes
  if (item.comments > 0) yield { ...leftOut(site, 'comment', '', item.line, 'Comments aren’t taken: there are none here.'), count: item.comments }
  if (item.damage) return yield { ...leftOut(site, type, damagedName(title, item), item.line, item.damage), isLoss: true }
  switch (type) {
    case 'attachment':
      return yield* attachmentItems(item, site)
    case 'revision':
      site.revisions?.add(item, library.offsetMinutes)
      return yield leftOut(
        site,
        type,
        title,
        item.line,
        site.revisions ? 'It comes with its story, as an older version.' : 'Older versions are taken with --revisions.',
      )
    case 'guest-author':
      return yield* guestAuthor(item, site)
    case 'wp_block':
      library.blocks.set(field('wp:post_id'), item.fields.get('content:encoded') ?? '')
  }
  if (!types.has(type))
    return yield leftOut(site, type, title, item.line, TECHNICAL[type] ?? `Stories are posts and pages. To take these too, use --types ${type}.`)
  const status = field('wp:status')
  if (status === 'trash') return yield leftOut(site, type, title, item.line, 'It was in the trash.')
  if (status === 'auto-draft') return yield leftOut(site, type, title, item.line, 'Nobody ever saved it.')
  if (!title && !field('content:encoded')) return yield leftOut(site, type, title, item.line, 'It has neither a title nor a text.')
  if ((item.fields.get('content:encoded')?.length ?? 0) > MAX_CONTENT)
    return yield { ...leftOut(site, type, title, item.line, 'Its text is longer than 2 million characters, which no article can be.'), isLoss: true }
  const story = storyOf(item, site)
  if (type === 'post' && story.state === 'published') site.others.addDay(field('wp:post_date'))
  yield story
}

/** Whichever of its names are left. */
function damagedName(title: string, { fields }: WxrItem) {
  const [name, id] = ['wp:post_name', 'wp:post_id'].map((field) => fields.get(field)?.trim().slice(0, 200))
  return [title || name || fields.get('guid')?.trim().slice(0, 200), id && `id ${id}`].filter(Boolean).join(', ')
}

/** WordPress makes `a-1024x695.jpg` and `a-scaled.jpg` of `a.jpg`, and edits it into `a-e1700000000000.jpg`. */
export function originalsOf(address: string): string[] {
  const [, stem = '', ending = ''] = /^(.*?)(\.\w{3,4}(?:[?#].*)?)$/.exec(address) ?? []
  if (!stem) return [address]
  const withoutSize = stem.replace(/-\d{2,5}x\d{2,5}$/, '')
  const withoutEdit = withoutSize.replace(/-(?:scaled|rotated)$/, '').replace(/-e\d{10,13}$/, '')
  return [...new Set([`${withoutSize}${ending}`, `${withoutEdit}${ending}`, `${withoutEdit}-scaled${ending}`, withoutOurEnding(address), address])]
}
