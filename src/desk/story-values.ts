/**
 * A story as the desk's form has it: each field's text by its name, and the body as Markdown or as blocks. What the form doesn't show
 * (updates, corrections, fields of other programs) stays as it is in the copy that the form was made from.
 */

import { lastPieceOf } from '../copy/shapes/address-pieces.ts'
import type { Article } from '../copy/shapes/article.ts'
import { foldName } from '../copy/shapes/name.ts'
import type { Picture } from '../copy/shapes/picture.ts'
import type { Site } from '../copy/shapes/site.ts'
import { hashedSlugFromName, slugFromName } from '../copy/shapes/slug.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'

export type StoryValues = Record<string, string>

/** Fields of one line or paragraph that bear the article's own names. */
const PLAIN = ['kind', 'section', 'lang', 'kicker', 'headline', 'standfirst', 'dateline', 'canonical'] as const
const PICTURE_TEXTS = ['src', 'alt', 'caption', 'credit'] as const
const FLAGS = ['developing', 'sensitive'] as const

export const valuesOfStory = (article: Article): StoryValues => ({
  ...Object.fromEntries(PLAIN.map((name) => [name, article[name] ?? ''])),
  kind: article.kind ?? 'news',
  byline: (article.byline ?? []).map(({ name, role }) => (role ? `${name} | ${role}` : name)).join('\n'),
  topics: (article.topics ?? []).map(({ name }) => name).join('\n'),
  related: (article.related ?? []).join('\n'),
  'source-name': article.source?.name ?? '',
  'source-credit': article.source?.credit ?? '',
  ...pictureValues(article.picture),
  'seo-title': article.seo?.title ?? '',
  'seo-description': article.seo?.description ?? '',
  'seo-noindex': article.seo?.noindex ? 'on' : '',
  ...Object.fromEntries(FLAGS.map((name) => [name, article[name] ? 'on' : ''])),
})

type Pictured = { [Name in 'src' | 'alt' | 'decorative' | 'caption' | 'credit' | 'width' | 'height' | 'focus']?: Picture[Name] | undefined }

export const pictureValues = (picture: Pictured = {}): StoryValues => ({
  ...Object.fromEntries(PICTURE_TEXTS.map((name) => [`picture-${name}`, picture[name] ?? ''])),
  'picture-decorative': picture.decorative ? 'on' : '',
  'picture-width': String(picture.width ?? ''),
  'picture-height': String(picture.height ?? ''),
  'picture-focus': picture.focus ? `${picture.focus.x} ${picture.focus.y}` : '',
})

/** What an empty form begins with. */
export const valuesOfNewStory = (site: Site): StoryValues => ({
  ...Object.fromEntries(FIELD_NAMES.map((name) => [name, ''])),
  kind: 'news',
  section: site.sections[0]?.slug ?? '',
})

/** Every field of the form but the body. */
export const FIELD_NAMES: readonly string[] = [
  ...PLAIN,
  'byline',
  'topics',
  'related',
  'source-name',
  'source-credit',
  ...PICTURE_TEXTS.map((name) => `picture-${name}`),
  'picture-decorative',
  'picture-width',
  'picture-height',
  'picture-focus',
  'seo-title',
  'seo-description',
  'seo-noindex',
  ...FLAGS,
]

/** Anything with the known names: `before` is an article, or the fields that a new one has from elsewhere, such as its slug. */
type Before = Partial<Article> & { slug: string; publishedAt: string }

/** What is to be parsed as an article. Fields left empty are left out. `knownTopics` are the site's, for their slugs. */
export function articleFrom(values: StoryValues, body: unknown, before: Before, knownTopics: readonly { slug: string; name: string }[] = []): unknown {
  const shown = new Set<string>([...PLAIN, ...FLAGS, 'byline', 'topics', 'related', 'source', 'picture', 'seo', 'body'])
  const hidden = Object.fromEntries(Object.entries(before).filter(([name]) => !shown.has(name)))
  const seo = seoFrom(values, before)
  const source = withoutEmpty({ name: values['source-name'], credit: values['source-credit'] })
  const topics = topicsFrom(values.topics, [...(before.topics ?? []), ...knownTopics])
  const byline = bylineFrom(values.byline, before)
  const related = linesOf(values.related).map(slugIn)
  return {
    v: 1,
    ...hidden,
    ...withoutEmpty(Object.fromEntries(PLAIN.map((name) => [name, isUnsaidKind(name, values, before) ? '' : values[name]]))),
    ...Object.fromEntries(FLAGS.filter((name) => values[name] || before[name] === false).map((name) => [name, values[name] === 'on'])),
    ...(byline.length > 0 && { byline }),
    ...(Object.keys(source).length > 0 && { source: { ...before.source, ...source } }),
    ...(values['picture-src'] && { picture: pictureFrom(values, before) }),
    ...(topics.length > 0 && { topics }),
    ...(related.length > 0 && { related }),
    ...(Object.keys(seo).length > 0 && { seo }),
    body,
  }
}

/** What never said its kind is news without saying so. */
const isUnsaidKind = (name: string, { kind }: StoryValues, before: Before) => name === 'kind' && kind === 'news' && before.kind === undefined

/** A picture changed for another keeps nothing of the one before. */
function pictureFrom(values: StoryValues, { picture }: Before) {
  const [x, y] = (values['picture-focus'] ?? '').split(/\s+/).map(Number)
  const same = picture?.src === values['picture-src'] ? picture : undefined
  const decorative = values['picture-decorative'] === 'on'
  const alt = decorative ? '' : values['picture-alt']
  return {
    ...without(same ?? {}, ['src', 'alt', 'caption', 'credit', 'width', 'height', 'focus', 'decorative']),
    src: values['picture-src'],
    // Left undecided it is no text at all, and the parser says what to write; what was filed without any may stay so.
    ...((alt || decorative || same?.alt === '') && { alt }),
    ...((decorative || same?.decorative === false) && { decorative }),
    width: Number(values['picture-width'] || Number.NaN),
    height: Number(values['picture-height'] || Number.NaN),
    ...withoutEmpty({ caption: values['picture-caption'], credit: values['picture-credit'] }),
    ...(x !== undefined && y !== undefined && values['picture-focus'] && { focus: { x, y } }),
  }
}

const seoFrom = (values: StoryValues, { seo = {} }: Before) => ({
  ...without(seo, ['title', 'description', 'noindex']),
  ...withoutEmpty({ title: values['seo-title'], description: values['seo-description'] }),
  ...((values['seo-noindex'] === 'on' || seo.noindex === false) && { noindex: values['seo-noindex'] === 'on' }),
})

/** One writer a line: name | role. Who was there before keeps the slug. */
function bylineFrom(lines: string | undefined, { byline = [] }: Before) {
  return linesOf(lines).map((line) => {
    const [name = '', ...role] = line.split('|').map((part) => part.trim())
    const known = byline.find((writer) => foldName(writer.name) === foldName(name))
    return { ...without(known ?? {}, ['role']), name, ...withoutEmpty({ role: role.join(' | ') }) }
  })
}

type NamedTopic = { slug: string; name: string }

/** One topic a line, by its name, each once; of two names that fall to one slug, as of A/B and A B, the second gets a code. */
function topicsFrom(lines: string | undefined, known: readonly NamedTopic[]) {
  const topics = new Map<string, NamedTopic>()
  for (const name of linesOf(lines)) {
    const folded = foldName(name)
    const slug = slugFromName(name) ?? ''
    const isFree = slug && foldName(topics.get(slug)?.name ?? name) === folded
    const topic = known.find((other) => foldName(other.name) === folded) ?? { slug: isFree ? slug : hashedSlugFromName(name), name }
    if (!topics.has(topic.slug)) topics.set(topic.slug, topic)
  }
  return [...topics.values()]
}

/** A slug, or the address that somebody pasted. */
function slugIn(line: string) {
  const last = lastPieceOf(line)
  return isSlug(last) ? last : line
}

/** The field that a flaw of the article belongs to; `markdown` for the body. */
export function storyFieldOf(pointer: string): string | undefined {
  const [first = '', second = ''] = pointer.slice(1).split('/')
  switch (first) {
    case 'body':
      return 'markdown'
    case 'picture':
      return FIELD_NAMES.includes(`picture-${second}`) ? `picture-${second}` : 'picture-src'
    case 'seo':
      return FIELD_NAMES.includes(`seo-${second}`) ? `seo-${second}` : 'seo-title'
    case 'source':
      return second === 'credit' ? 'source-credit' : 'source-name'
    default:
      return FIELD_NAMES.includes(first) || first === 'slug' ? first : undefined
  }
}

export const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const withoutEmpty = (values: Record<string, string | undefined>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value))
const without = (value: object, names: readonly string[]) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
