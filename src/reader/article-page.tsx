/** The article page, whole. Every part is optional in the copy and absent without a trace where the copy lacks it. */
import { Slot } from '../ads/slot.tsx'
import { type Article, isCanonicalElsewhere, lastChangedAt, pathOf } from '../copy/shapes/article.ts'
import type { Picture } from '../copy/shapes/picture.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { languageVersionsOf } from '../copy/shapes/translation.ts'
import { summaryOf } from '../copy/summary.ts'
import type { NewsletterOffer } from '../edge/newsletter-offer.ts'
import { NewsletterBox } from '../newsletter/sign-up-form.tsx'
import { PictureFigure } from '../page/block-view.tsx'
import { headlinePictureOf } from '../page/headline-picture.ts'
import { SHARE_ICONS } from '../page/icons.tsx'
import type { Meta } from '../page/meta.tsx'
import { Page } from '../page/page.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import { type LanguageAttributes, phrasesFor, siteLanguageIn } from '../page/phrases/phrases.ts'
import { socialPicture } from '../page/picture-address.ts'
import { Share } from '../page/share.tsx'
import { dayText } from '../page/time.ts'
import { unbrokenArticle } from '../page/unbroken.ts'
import { AlsoPlaceholder } from './also-worth-reading.tsx'
import { ArticleBody } from './article-body.tsx'
import { ArticleHead } from './article-head.tsx'
import { contentsOf } from './headings.ts'
import type { Updates } from './moving-story.tsx'
import { articleData } from './structured-data.ts'

/**
 * `preview` is set while the article is not out: no picture is drawn of its headline. `updates` are a live article's (`updatesFor`).
 * `changed`: when readers last saw it change, if they ever did.
 */
type Props = { article: Article; site: Site; offer: NewsletterOffer; now: number; preview?: true; updates: Updates; changed?: string | undefined }

export function ArticlePage({ article: filed, site, offer, now, preview, updates, changed }: Props) {
  const phrases = phrasesFor(site.lang)
  const url = `${site.url}${pathOf(filed)}`
  const lang = filed.lang ?? site.lang
  const article = unbrokenArticle(filed, lang)
  const siteLanguage = siteLanguageIn(site, lang)
  const drawn = article.picture ? undefined : headlinePictureOf(filed, site)
  const ads = article.sensitive || article.kind === 'sponsored' ? false : { section: article.section, slug: article.slug }
  return (
    <Page
      site={site}
      meta={metaOf(filed, site, preview ? undefined : drawn)}
      style="article"
      lang={lang}
      section={article.section}
      data={articleData(filed, site, { drawn, live: updates?.data })}
      css={updates?.css}
      icons={SHARE_ICONS}
      now={now}
    >
      <div class={hasRail(article) ? 'article-sheet railed' : 'article-sheet'}>
        <article lang={lang} class={`article kind-${article.kind ?? 'news'}`} data-slug={article.slug}>
          <div class={article.picture ? 'article-top pictured' : 'article-top'}>
            <ArticleHead article={article} site={site} phrases={phrases} siteLanguage={siteLanguage} url={url} now={now} changed={changed} />
            {article.picture && <PictureFigure picture={article.picture} sizes="(min-width: 1200px) 660px, (min-width: 960px) 55vw, 100vw" first hero />}
          </div>
          {ads && <Slot name="leaderboard" section={ads.section} slug={ads.slug} phrases={phrases} siteLanguage={siteLanguage} />}
          <div class="text">
            <Contents article={article} phrases={phrases} siteLanguage={siteLanguage} />
            <ArticleBody body={article.body} dateline={article.dateline} phrases={phrases} siteLanguage={siteLanguage} ads={ads} />
            {updates?.shown}
          </div>
          <ArticleFoot article={article} site={site} phrases={phrases} siteLanguage={siteLanguage} url={url} changed={changed} />
        </article>
        {ads && <Slot name="footer" section={ads.section} slug={ads.slug} phrases={phrases} siteLanguage={siteLanguage} />}
        <aside class="rail" aria-label={phrases.also} {...siteLanguage}>
          <AlsoPlaceholder article={article} sectionName={sectionName(site, article.section)} phrases={phrases} />
          {ads && <Slot name="rail" section={ads.section} slug={ads.slug} phrases={phrases} />}
        </aside>
      </div>
      <Strip article={article} site={site} phrases={phrases} siteLanguage={siteLanguage} url={url} />
      <button type="button" class="resume" data-does="continue" hidden {...siteLanguage}>
        {phrases.continueHere}
      </button>
      {site.newsletter && <NewsletterBox newsletter={site.newsletter} offer={offer} section={article.section} phrases={phrases} siteLanguage={siteLanguage} />}
    </Page>
  )
}

/** As much text as the rail is high: beside a shorter one it would stand over nothing. */
const MIN_TEXT_FOR_RAIL = 2000

const hasRail = ({ body, updates = [] }: Article) =>
  [...body, ...updates.flatMap((update) => update.body)].reduce((sum, block) => sum + (block.type === 'paragraph' ? block.text.length : 0), 0) >=
  MIN_TEXT_FOR_RAIL

function metaOf(article: Article, site: Site, drawn: Picture | undefined): Meta {
  const { seo } = article
  const picture = article.picture ?? drawn
  return {
    title: seo?.title ?? article.headline,
    description: seo?.description ?? summaryOf(article),
    lang: article.lang,
    path: pathOf(article),
    canonical: article.canonical,
    noindex: seo?.noindex,
    type: 'article',
    picture: picture && { ...socialPicture(picture), alt: picture.alt },
    article: {
      publishedAt: article.publishedAt,
      modifiedAt: lastChangedAt(article),
      section: sectionName(site, article.section),
      authors: (article.byline ?? []).map(({ name }) => name),
      topics: (article.topics ?? []).map(({ name }) => name),
    },
    alternates: isCanonicalElsewhere(article, site.url)
      ? []
      : languageVersionsOf({ lang: article.lang ?? site.lang, url: pathOf(article) }, article.translations),
    feeds: [{ title: `${site.name}: ${sectionName(site, article.section)}`, path: `/${article.section}/feed.xml` }],
  }
}

type PartProps = { article: Article; phrases: Phrases; siteLanguage: LanguageAttributes }

/** An `aside`, and "menu" by name: programs that look for the story's text would take a list of its headings for some of it. */
function Contents({ article, phrases, siteLanguage }: PartProps) {
  const chapters = contentsOf(article.body)
  if (chapters.length === 0) return null
  return (
    <aside class="contents-menu">
      <nav aria-label={phrases.onThisPage}>
        <details>
          <summary {...siteLanguage}>{phrases.onThisPage}</summary>
          <ol>
            {chapters.map(({ id, text }) => (
              <li>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ol>
        </details>
      </nav>
    </aside>
  )
}

/** What stays at the top while a long text goes by: a script shows it, once the head is out of sight. */
const Strip = ({ article, site, phrases, siteLanguage, url }: PartProps & { site: Site; url: string }) => (
  <div class="strip" hidden>
    <a class="strip-section" href={`/${article.section}`} {...siteLanguage}>
      {sectionName(site, article.section)}
    </a>
    <a class="strip-headline" href="#top">
      {article.headline}
    </a>
    <Share url={url} headline={article.headline} phrases={phrases} xHandle={site.xHandle} siteLanguage={siteLanguage} as="strip" />
  </div>
)

const ArticleFoot = ({ article, site, phrases, siteLanguage, url, changed }: PartProps & { site: Site; url: string; changed: string | undefined }) => (
  <footer class="article-foot">
    {article.source && (
      <p class="source" {...siteLanguage}>
        {phrases.source}: {article.source.name}
        {article.source.credit && `/${article.source.credit}`}
      </p>
    )}
    {article.corrections && article.corrections.length > 0 && (
      <section class="corrections" id="corrections" aria-label={phrases.corrections}>
        {article.corrections.map(({ at, text }) => (
          <p>
            <strong {...siteLanguage}>
              {phrases.correction}, <time datetime={at}>{dayText(at, site)}</time>:
            </strong>{' '}
            {text}
          </p>
        ))}
      </section>
    )}
    {site.showChanges && changed && (
      <p class="changes" lang={siteLanguage.lang}>
        <a href={`${pathOf(article)}/changes`}>{phrases.changes}</a>
      </p>
    )}
    <Share url={url} headline={article.headline} phrases={phrases} xHandle={site.xHandle} siteLanguage={siteLanguage} as="long" />
    {article.topics && article.topics.length > 0 && (
      <section class="topics" aria-labelledby="related-topics">
        <h2 id="related-topics" lang={siteLanguage.lang}>
          {phrases.related}
        </h2>
        <ul>
          {article.topics.map(({ slug, name }) => (
            <li>
              <a href={`/topic/${slug}`} rel="tag" dir="auto">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
    <p class="printed-address" dir="ltr">
      {url}
    </p>
  </footer>
)
