/** `/newsletters`: all lists to choose from, and every answer to the form as a page of its own. */
import type { Child } from 'hono/jsx'
import type { Site } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'

export function NewsletterPage({ site, now, children }: { site: Site; now: number; children: Child }) {
  const phrases = phrasesFor(site.lang)
  const title = site.newsletter?.title ?? phrases.newsletterTitle
  return (
    <Page site={site} meta={{ title, path: '/newsletters', description: site.newsletter?.invitation }} style="article" now={now}>
      <div class="newsletter newsletter-page">
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  )
}
