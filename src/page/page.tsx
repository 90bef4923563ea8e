/** The sheet every page is printed on: head, masthead, what the page says, footer. */
import type { Child, FC } from 'hono/jsx'
import { ASSETS } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { StyleName } from '../edge/headers.ts'
import { Breaking, breakingAt } from './breaking.tsx'
import { Footer } from './footer.tsx'
import { FURNITURE_ICONS, type IconName, IconSheet } from './icons.tsx'
import { Masthead } from './masthead.tsx'
import { type Meta, MetaTags } from './meta.tsx'
import { directionOf, furnitureIn, phrasesFor } from './phrases/phrases.ts'
import { InlineStyle, JsonLd, PaintFromText, ThemeScript } from './trusted.tsx'

type Props = {
  site: Site
  meta: Meta
  style: StyleName
  /** Of what the page says, where that is not the site's language. Its furniture is marked as the site's then. */
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

export const Page: FC<Props> = ({ site, meta, style, lang = site.lang, section, front, icons = [], data, now, children }) => {
  const phrases = phrasesFor(site.lang)
  const own = furnitureIn(site, lang)
  return (
    <html lang={lang} dir={directionOf(lang)} id="top" data-breaking={breakingAt(site, now)?.text}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <MetaTags site={site} meta={meta} />
        <PaintFromText />
        <InlineStyle name={style} />
        <ThemeScript />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <script src={ASSETS['htmx.js']} defer />
        <script src={ASSETS['reader.js']} defer />
        {data?.map((item) => (
          <JsonLd data={item} />
        ))}
      </head>
      <body>
        <a class="skip" href="#text" {...own}>
          {phrases.skip}
        </a>
        <Breaking site={site} phrases={phrases} now={now} own={own} />
        <Masthead site={site} phrases={phrases} section={section} front={front} own={own} />
        <main id="text" tabindex={-1}>
          {children}
        </main>
        <Footer site={site} phrases={phrases} own={own} />
        <IconSheet names={[...FURNITURE_ICONS, ...icons]} />
      </body>
    </html>
  )
}

/** The page as text, ready for its bytes. */
export const sheet = (page: { toString(): string }) => `<!doctype html>${page}`
