/** The frame of every page: head, masthead, the page's own content, footer. */

import { ASSETS } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Child } from '../markup/markup.ts'
import { activeBreaking, BreakingBanner } from './breaking-banner.tsx'
import { Footer } from './footer.tsx'
import { FRAME_ICONS, type IconName, IconSprite } from './icons.tsx'
import { Masthead } from './masthead.tsx'
import { type Meta, MetaTags } from './meta.tsx'
import { directionOf, phrasesFor, siteLanguageIn } from './phrases/phrases.ts'
import { InlineStyle, JsonLd, type PageStyle, renderedOnce, ThemeScript } from './trusted.tsx'

type Props = {
  site: Site
  meta: Meta
  style: PageStyle
  /** More styles, which the style's hashes let in. */
  css?: string | undefined
  /** The language of the page's content, where that is not the site's. Masthead and footer are marked as the site's then. */
  lang?: string | undefined
  /** The section whose name is marked in the menu. */
  section?: string | undefined
  front?: boolean
  icons?: readonly IconName[]
  /** schema.org objects for search engines. */
  data?: readonly object[]
  /** When it is now, in milliseconds: a breaking banner ends by it. */
  now: number
  children: Child
}

/** htmx: nothing evaluated, no style element of its own (the CSP allows none), answers within ten seconds. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, defaultTimeout: 10_000, history: false })

export function Page({ site, meta, style, css, lang = site.lang, section, front, icons = [], data, now, children }: Props) {
  const phrases = phrasesFor(site.lang)
  const siteLanguage = siteLanguageIn(site, lang)
  const marked = site.sections.some(({ slug }) => slug === section) ? section : undefined
  return (
    <html lang={lang} dir={directionOf(lang)} id="top" data-breaking={activeBreaking(site, now)?.text}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <MetaTags site={site} meta={meta} />
        {/* What is centred in the masthead would move while the rest of it arrives: the first paint waits until the main element begins. */}
        <link rel="expect" href="#text" blocking="render" />
        <InlineStyle style={style} more={css} />
        <ThemeScript />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <script src={ASSETS['htmx.js']} defer />
        <script src={ASSETS['reader.js']} defer />
        {data?.map((item) => (
          <JsonLd data={item} />
        ))}
      </head>
      <body>
        <a class="skip" href="#text" {...siteLanguage}>
          {phrases.skip}
        </a>
        <BreakingBanner site={site} phrases={phrases} now={now} siteLanguage={siteLanguage} />
        {renderedOnce(site, `masthead ${marked} ${front} ${siteLanguage.lang}`, () => (
          <Masthead site={site} phrases={phrases} section={marked} front={front} siteLanguage={siteLanguage} />
        ))}
        <main id="text" tabindex={-1}>
          {children}
        </main>
        {renderedOnce(site, `footer ${siteLanguage.lang}`, () => (
          <Footer site={site} phrases={phrases} siteLanguage={siteLanguage} />
        ))}
        {renderedOnce(site, `icons ${icons.join(' ')}`, () => (
          <IconSprite names={[...FRAME_ICONS, ...icons]} />
        ))}
      </body>
    </html>
  )
}

/** The whole document as text. */
export const renderPage = (page: { toString(): string }) => `<!doctype html>${page}`
