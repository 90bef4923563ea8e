/** A letter with many stories: each with its headline, summary and link. The first is the largest. */
import type { Article } from '../../copy/shapes/article.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { cutAtWord, summaryOf } from '../../copy/summary.ts'
import { kindLabel } from '../../page/kind-label.tsx'
import { directionOf } from '../../page/phrases/phrases.ts'
import { wordsFor } from '../words/words.ts'
import type { Composition, Letter, Part } from './letter.ts'
import { croppedPicture, letterPicture } from './letter-picture.ts'
import { type StoryContext, storyContextOf } from './story-context.ts'
import { stylesFor } from './styles.ts'
import { paragraphs, underlined, wrap } from './text.ts'

const MAX_STANDFIRST_CHARACTERS = 400
const THUMBNAIL_WIDTH = 128

export function digestComposition({ articles, site }: Letter): Composition {
  const { moreStories } = wordsFor(site.lang)
  const styles = stylesFor(site.lang)
  return {
    lead: [],
    parts: articles.map((article, at) => storyPart(article, site, at === 0)),
    rest: {
      html: () => (
        <p style={styles.paragraph}>
          <a class="i" href={`${site.url}/latest`} style={styles.link}>
            {moreStories}
          </a>
        </p>
      ),
      text: () => `${wrap(moreStories)}:\n${site.url}/latest`,
    },
    close: [],
  }
}

function storyPart(article: Article, site: Site, isFirst: boolean): Part {
  const context = storyContextOf(article, site)
  const story: Story = {
    article,
    site,
    context,
    kicker: kickerOf(article, site, context),
    about: cutAtWord(summaryOf(article) ?? '', MAX_STANDFIRST_CHARACTERS),
  }
  return {
    article: article.slug,
    html: () => (isFirst ? <Lead {...story} /> : <Further {...story} />),
    text: () => paragraphs([`${wrap(story.kicker)}\n${underlined(article.headline, '-')}`, wrap(story.about), context.page]),
  }
}

type Story = { article: Article; site: Site; context: StoryContext; kicker: string; about: string }

function kickerOf(article: Article, site: Site, { phrases }: StoryContext) {
  const [section, kind] = [sectionName(site, article.section), kindLabel(article, phrases)]
  const who = article.kind === 'opinion' ? article.byline?.[0]?.name : undefined
  return [...(kind && kind !== section ? [kind] : [section]), ...(who ? [who] : article.kicker ? [article.kicker] : [])].join(' · ')
}

const inOwnLanguage = ({ lang }: Article, site: Site) => (lang && lang !== site.lang ? { lang, dir: directionOf(lang) } : {})

type WordsProps = Omit<Story, 'site'> & { size: 'h' | 'm'; style: string }

/** `size` is the class for the headline on phones (styles.ts). */
const Words = ({ article, context: { styles, page }, kicker, about, size, style }: WordsProps) => (
  <>
    <p class="s" style={styles.kicker}>
      {kicker}
    </p>
    <h2 class={`${size} i`} style={style}>
      <a class="i" href={page} style={styles.headlineLink}>
        {article.headline}
      </a>
    </h2>
    <p class="q" style={styles.teaser}>
      {about}
    </p>
  </>
)

function Lead({ article, site, context, kicker, about }: Story) {
  const { styles, page } = context
  const picture = article.picture && croppedPicture(article.picture, site.url)
  return (
    <div {...inOwnLanguage(article, site)}>
      {picture && (
        <a href={page}>
          <img
            class="q"
            src={picture.src}
            alt={article.picture?.alt}
            width={picture.width}
            height={picture.height}
            style={`${styles.image};max-width:${picture.width}px;margin:0 0 14px`}
          />
        </a>
      )}
      <Words {...{ article, context, kicker, about }} size="h" style={styles.headline} />
    </div>
  )
}

/** The picture is small and only decorative. */
function Further({ article, site, context, kicker, about }: Story) {
  const { styles } = context
  const picture = article.picture && letterPicture(article.picture, site.url, THUMBNAIL_WIDTH)
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} {...inOwnLanguage(article, site)}>
      <tr>
        <td class="l" colspan={picture ? 2 : undefined} style={styles.gap} />
      </tr>
      <tr>
        <td valign="top" style={styles.beside}>
          <Words {...{ article, context, kicker, about }} size="m" style={styles.subHeadline} />
        </td>
        {picture && (
          <td class="t" valign="top" width={THUMBNAIL_WIDTH} style={styles.thumbnail}>
            <img
              src={picture.src}
              alt=""
              width={picture.width}
              height={picture.height}
              style={`${styles.image};width:${picture.width}px;max-width:${picture.width}px`}
            />
          </td>
        )}
      </tr>
    </table>
  )
}
