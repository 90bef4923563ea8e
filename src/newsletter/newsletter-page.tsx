/** The frame of the newsletters' own pages: a heading and the content. */

import type { Site } from '../copy/shapes/site.ts'
import type { Child } from '../markup/markup.ts'
import { Page } from '../page/page.tsx'

type Props = { site: Site; title: string; path?: string; description?: string | undefined; now: number; children: Child }

/** Search engines may only index the page of all newsletters, which has no `path`. */
export const NewsletterPage = ({ site, title, path, description, now, children }: Props) => (
  <Page site={site} meta={{ title, path: path ?? '/newsletters', description, noindex: path !== undefined }} style="article" now={now}>
    <div class="newsletter newsletter-page">
      <h1>{title}</h1>
      {children}
    </div>
  </Page>
)
