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
  // Scripts are let in by no source; but where a sandbox forbids them, readers' styles hide slots, as they do from readers without a script.
  'sandbox allow-scripts',
].join('; ')

export const previewResponse = (c: DeskContext, page: { toString(): string }, status: 200 | 404 | 422 = 200) =>
  c.html(renderPage(page), status, {
    'Content-Security-Policy': PREVIEW_POLICY,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  })

/** `plain`: for editors whose browser runs no script. Slots look a little simpler then, since readers' own are hidden there. */
export const CreativePreview = ({ campaign, lang, plain }: { campaign: Campaign; lang: string; plain: boolean }) => (
  <PreviewDocument lang={lang}>
    {campaign.creatives.map((creative) =>
      SLOTS.filter((slot) => !campaign.slots?.length || campaign.slots.includes(slot)).map((slot) => (
        <div class={plain ? `slot-${slot}` : `slot slot-${slot}`} inert>
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
      <InlineStyle style="article" />
    </head>
    <body>
      <main>{children as string}</main>
    </body>
  </html>
)
