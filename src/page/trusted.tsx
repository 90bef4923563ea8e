/** The one place where text is put into a page unescaped. Only what a sanitiser or the build made has the types for it. */

import { SCRIPTS, STYLES } from '../build/manifest.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { BlockHtml, Inline } from '../copy/text/inline.ts'
import { raw } from '../markup/markup.ts'

export const renderSanitised = (html: Inline | BlockHtml) => raw(html)

/** More kinds of a part than a site has sections, twice. */
const MAX_PARTS = 200
const parts = new WeakMap<Site, Map<string, string>>()

/** A part that is the same on many pages: rendered once for `site` as it is in memory. `name` says all else that it depends on. */
export function renderedOnce(site: Site, name: string, render: () => { toString(): string }) {
  const known = parts.get(site) ?? new Map<string, string>()
  parts.set(site, known)
  const html = known.get(name) ?? String(render())
  if (known.size < MAX_PARTS) known.set(name, html)
  return raw(html)
}

/** One of the styles that are there from the start, or one that came with its page. */
export type PageStyle = 'article' | 'front' | { css: string }

/** `more` is a style that the build made, too. */
export const InlineStyle = ({ style, more }: { style: PageStyle; more?: string | undefined }) => (
  <>
    <style>{raw((typeof style === 'string' ? STYLES[style] : style).css)}</style>
    {more && <style>{raw(more)}</style>}
  </>
)

/** Sets the reader's chosen colour scheme before the first paint, so that nothing flashes. */
export const ThemeScript = () => <script>{raw(SCRIPTS.theme.code)}</script>

/** Structured data (schema.org). Data, not code: `<` is escaped so that no text in it can end the element. */
export const JsonLd = ({ data }: { data: object | readonly object[] }) => <script type="application/ld+json">{raw(scriptJson(data))}</script>

const scriptJson = (data: object) =>
  JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
