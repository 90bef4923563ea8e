/** A story in a letter: all of it, or its beginning. */
import { normaliseHeadingLevels } from '../../copy/html/heading-levels.ts'
import type { Article, LiveUpdate } from '../../copy/shapes/article.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { updatesNewestFirst } from '../../copy/shapes/live.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { cutAtWord } from '../../copy/summary.ts'
import { kindLabel } from '../../page/kind-label.tsx'
import { dayText, momentText } from '../../page/time.ts'
import { wordsFor } from '../words/words.ts'
import { blockText, pictureText } from './block-text.ts'
import { LetterBlock, LetterFigure } from './blocks.tsx'
import type { Composition, Letter, Part } from './letter.ts'
import { openingOf } from './opening.ts'
import { type StoryContext, storyContextOf } from './story-context.ts'
import { paragraphs, underlined, wrap } from './text.ts'

/** Every block, update and correction. */
export function storyComposition(article: Article, { site }: Letter): Composition {
  const context = storyContextOf(article, site)
  const words = wordsFor(site.lang)
  return {
    lead: [headPart(article, site, context)],
    parts: [
      ...pictureParts(article, context),
      ...blockParts(article.body, context, 2, article.dateline),
      ...updatesNewestFirst(article.updates ?? []).flatMap((update) => updateParts(update, site, context)),
      ...sourceParts(article, context),
      ...correctionParts(article, site, context),
    ],
    rest: linkPart(context, words.readRest),
    close: [linkPart(context, words.readOnSite)],
  }
}

/** Breaking news: the beginning of the article, and a link to it. */
export function breakingComposition(article: Article, { site }: Letter): Composition {
  const context = storyContextOf(article, site)
  return {
    lead: [headPart(article, site, context)],
    parts: [
      ...pictureParts(article, context),
      ...blockParts(openingOf(article), context, 2, article.dateline),
      ...sourceParts(article, context),
      ...correctionParts(article, site, context),
    ],
    rest: linkPart(context, wordsFor(site.lang).readRest),
    close: [linkPart(context, wordsFor(site.lang).readStory)],
  }
}

/** Some of this is in the site's language, which may have another direction than the story's. */
function headPart(article: Article, site: Site, context: StoryContext): Part {
  const { headline, standfirst } = article
  const { styles, phrases, page } = context
  const kicker = kickerOf(article, site, context)
  const facts = factsOf(article, site, context)
  const notices = [...(article.developing ? [phrases.developing] : []), ...(article.kind === 'sponsored' ? [phrases.sponsoredNote] : [])]
  return {
    html: () => (
      <>
        <p class="s" style={styles.kicker} dir="auto">
          <Together parts={kicker} />
        </p>
        <h1 class="h i" style={styles.headline}>
          <a class="i" href={page} style={styles.headlineLink}>
            {headline}
          </a>
        </h1>
        {standfirst && (
          <p class="q" style={styles.standfirst}>
            {standfirst}
          </p>
        )}
        <p class="q" style={styles.facts} dir="auto">
          <Together parts={facts} />
        </p>
        {notices.map((notice) => (
          <p class="d i" style={styles.notice} dir="auto">
            {notice}
          </p>
        ))}
      </>
    ),
    text: () =>
      paragraphs([
        wrap(kicker.join(BETWEEN)),
        underlined(headline, '='),
        standfirst && wrap(standfirst),
        wrap(facts.join(BETWEEN)),
        ...notices.map((notice) => wrap(notice)),
      ]),
  }
}

const BETWEEN = ' · '

/** Each has its own direction, so that a date isn't reordered beside a name in another script. */
const Together = ({ parts }: { parts: readonly string[] }) => (
  <>
    {parts.map((part, at) => (
      <>
        {at > 0 && BETWEEN}
        <bdi>{part}</bdi>
      </>
    ))}
  </>
)

/** The other names are shown on the site. */
const MAX_BYLINE_CHARACTERS = 300

function kickerOf(article: Article, site: Site, { phrases }: StoryContext) {
  const [section, kind] = [sectionName(site, article.section), kindLabel(article, phrases)]
  return [section, ...(kind && kind !== section ? [kind] : []), ...(article.kicker ? [article.kicker] : [])]
}

function factsOf({ byline = [], publishedAt, updatedAt }: Article, site: Site, { phrases }: StoryContext) {
  const names = byline.map(({ name, role }) => (role ? `${name} (${role})` : name)).join(', ')
  return [
    ...(names ? [phrases.by(cutAtWord(names, MAX_BYLINE_CHARACTERS))] : []),
    momentText(publishedAt, site),
    ...(updatedAt && updatedAt > publishedAt ? [`${phrases.updated} ${momentText(updatedAt, site)}`] : []),
  ]
}

const pictureParts = ({ picture }: Article, context: StoryContext): Part[] =>
  picture ? [{ html: () => <LetterFigure picture={picture} context={context} />, text: () => pictureText(picture) }] : []

const blockParts = (body: readonly Block[], context: StoryContext, top: 2 | 3, dateline?: string): Part[] =>
  normaliseHeadingLevels(body, top).map((block, at) => {
    const place = at === 0 && block.type === 'paragraph' ? dateline : undefined
    return {
      html: () => <LetterBlock block={block} context={context} dateline={place} />,
      text: (links) => blockText(block, context, links, place),
    }
  })

function updateParts({ at, headline, body }: LiveUpdate, site: Site, context: StoryContext): Part[] {
  const title = `${momentText(at, site)}${headline ? `: ${headline}` : ''}`
  return [{ html: () => <h2 style={context.styles.heading[2]}>{title}</h2>, text: () => underlined(title, '-') }, ...blockParts(body, context, 3)]
}

function sourceParts({ source }: Article, { styles, phrases }: StoryContext): Part[] {
  if (!source) return []
  const text = `${phrases.source}: ${source.name}${source.credit ? `/${source.credit}` : ''}`
  return [
    {
      html: () => (
        <p class="q" style={styles.facts} dir="auto">
          {text}
        </p>
      ),
      text: () => wrap(text),
    },
  ]
}

const correctionParts = ({ corrections = [] }: Article, site: Site, { styles, phrases }: StoryContext): Part[] =>
  corrections.map(({ at, text }) => {
    const label = `${phrases.correction}, ${dayText(at, site)}:`
    return {
      html: () => (
        <p class="d i" style={styles.notice}>
          <b>{label}</b> {text}
        </p>
      ),
      text: () => wrap(`${label} ${text}`),
    }
  })

const linkPart = ({ styles, page }: StoryContext, words: string): Part => ({
  html: () => (
    <p style={styles.paragraph}>
      <a class="k" href={page} style={styles.button}>
        {words}
      </a>
    </p>
  ),
  text: () => `${wrap(words)}:\n${page}`,
})
