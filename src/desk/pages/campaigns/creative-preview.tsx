/** A page for a frame: each creative in each of its places, in the readers' own type and space. */
import { CreativeBox } from '../../../ads/creative.tsx'
import { STYLES } from '../../../build/manifest.ts'
import { type Campaign, SLOTS } from '../../../copy/shapes/campaign.ts'
import { renderPage } from '../../../page/page.tsx'
import { phrasesFor } from '../../../page/phrases/phrases.ts'
import { InlineStyle } from '../../../page/trusted.tsx'
import type { DeskContext } from '../desk-context.ts'

/** It runs and sends nothing. Its links lead nowhere. */
const PREVIEW_POLICY = [
  "default-src 'none'",
  `style-src '${STYLES.article.hash}'`,
  "img-src 'self' https: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ')

export const previewResponse = (c: DeskContext, page: { toString(): string }, status: 200 | 404 | 422 = 200) =>
  c.html(renderPage(page), status, {
    'Content-Security-Policy': PREVIEW_POLICY,
    'X-Frame-Options': 'SAMEORIGIN',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  })

export const CreativePreview = ({ campaign, lang }: { campaign: Campaign; lang: string }) => (
  <PreviewDocument lang={lang}>
    {campaign.creatives.map((creative) =>
      SLOTS.filter((slot) => !campaign.slots?.length || campaign.slots.includes(slot)).map((slot) => (
        <div class={`slot slot-${slot}`} inert>
          <p class="slot-label">{phrasesFor(lang).advertisement}</p>
          <div class="slot-space">
            <CreativeBox campaign={campaign} creative={creative} />
          </div>
        </div>
      )),
    )}
  </PreviewDocument>
)

export const PreviewMessage = ({ text, lang }: { text: string; lang: string }) => (
  <PreviewDocument lang={lang}>
    <p lang="en">{text}</p>
  </PreviewDocument>
)

const PreviewDocument = ({ lang, children }: { lang: string; children: unknown }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Preview</title>
      <InlineStyle name="article" />
    </head>
    <body>
      <main>{children as string}</main>
    </body>
  </html>
)
