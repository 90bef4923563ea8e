/** A chart or map that somebody is working on, as readers would get it: for a frame of the editor. */
import { parseWith } from '../../../copy/parse.ts'
import { Body } from '../../../copy/shapes/block.ts'
import { installDrawingRules } from '../../../copy/shapes/drawing.ts'
import * as drawingRules from '../../../copy/shapes/drawing-rules.ts'
import { BlockView } from '../../../page/block-view.tsx'
import { loadDrawings } from '../../../page/drawings/load-drawings.ts'
import { renderPage } from '../../../page/page.tsx'
import { directionOf, phrasesFor } from '../../../page/phrases/phrases.ts'
import { InlineStyle } from '../../../page/trusted.tsx'
import type { DeskContext } from '../desk-context.ts'
import { readForm } from '../layout/form.ts'
import { framedResponse } from '../layout/framed-page.ts'

installDrawingRules(drawingRules)

export async function showDrawnBlock(c: DeskContext) {
  const form = await readForm(c)
  const read = form.ok ? parseWith(Body, [parsed(form.value.text('block'))]) : undefined
  if (read?.ok) await loadDrawings({ body: read.value })
  const { lang } = c.get('site')
  const page = (
    <html lang={lang} dir={directionOf(lang)}>
      <head>
        <meta charset="utf-8" />
        <title>Preview</title>
        <InlineStyle style="article" />
      </head>
      <body>
        <main class="article-sheet">
          <article class="article">
            <div class="text">
              {read?.ok
                ? read.value.map((block) => <BlockView block={block} dateline={undefined} phrases={phrasesFor(lang)} />)
                : (read?.flaws ?? [{ pointer: '', message: 'This can’t be drawn. Save your work and reload the page.' }]).map(({ message }) => (
                    <p>{message}</p>
                  ))}
            </div>
          </article>
        </main>
      </body>
    </html>
  )
  return framedResponse(c, renderPage(page), 'article')
}

/** What isn't JSON is no block either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
