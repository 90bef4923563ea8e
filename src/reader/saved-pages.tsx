/** Pages whose lists (there once there is something to list) a reader's own device fills: saved articles, and what can be read without a network. */
import type { Site } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { Page } from '../page/page.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { respondPage } from './respond-page.ts'

export const respondSaved = (c: AppContext) => respondSitePage(c, (site, now) => <SavedPage site={site} now={now} />)
export const respondOffline = (c: AppContext) => respondSitePage(c, (site, now) => <OfflinePage site={site} now={now} />)

/** A page that depends on the site alone. */
async function respondSitePage(c: AppContext, page: (site: Site, now: number) => { toString(): string }) {
  const site = await editionOf(c).site()
  const now = Date.now()
  return respondPage(c, { tags: [], site, style: 'article', now, page: () => page(site.value, now) })
}

function SavedPage({ site, now }: { site: Site; now: number }) {
  const phrases = phrasesFor(site.lang)
  return (
    <Page site={site} meta={{ title: phrases.savedTitle, path: '/saved', noindex: true }} style="article" now={now}>
      <div class="failure">
        <h1>{phrases.savedTitle}</h1>
        <p>{phrases.savedIntro}</p>
        <noscript>
          <p>{phrases.savedNeedsScript}</p>
        </noscript>
        <SavedList name="saved" phrases={phrases} empty={phrases.savedEmpty} />
        <section data-block hidden>
          <h2>{phrases.continueTitle}</h2>
          <div class="saved-list" data-list="reading" data-remove={phrases.unsave} />
        </section>
      </div>
    </Page>
  )
}

/** Cached by the service worker when it is installed, so it must load nothing else. */
function OfflinePage({ site, now }: { site: Site; now: number }) {
  const phrases = phrasesFor(site.lang)
  return (
    <Page site={site} meta={{ title: phrases.offlineTitle, path: '/offline', noindex: true }} style="article" now={now}>
      <div class="failure">
        <h1>{phrases.offlineTitle}</h1>
        <p>{phrases.offlineText}</p>
        <section data-block hidden>
          <h2>{phrases.openedTitle}</h2>
          <div class="saved-list" data-list="opened" />
          <p data-empty-words hidden>
            {phrases.offlineEmpty}
          </p>
        </section>
      </div>
    </Page>
  )
}

const SavedList = ({ name, phrases, empty }: { name: string; phrases: Phrases; empty: string }) => (
  <div data-block>
    <div class="saved-list" data-list={name} data-remove={phrases.unsave} />
    <p data-empty-words hidden>
      {empty}
    </p>
  </div>
)
