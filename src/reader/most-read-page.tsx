/** What was read most: in the last 24 hours, by section, and on each of the days before. It says how that is counted. */
import { LATE_STYLES } from '../build/late-styles.ts'
import type { MostRead } from '../copy/shapes/listing.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { Page } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { dayText, shortMomentText } from '../page/time.ts'
import { MostReadList } from './most-read-list.tsx'
import { respondPage } from './respond-page.ts'

export async function showMostRead(c: AppContext) {
  const { mostRead, site } = await editionOf(c).mostRead()
  const now = Date.now()
  return respondPage(c, {
    tags: [mostRead?.tag ?? 'none'],
    changedAt: [mostRead?.at],
    site,
    style: 'listing',
    now,
    page: () => <MostReadPage mostRead={mostRead?.value} site={site.value} now={now} />,
  })
}

function MostReadPage({ mostRead, site, now }: { mostRead: MostRead | undefined; site: Site; now: number }) {
  const phrases = phrasesFor(site.lang)
  return (
    <Page site={site} meta={{ title: phrases.mostRead, description: phrases.mostReadIntro, path: '/most-read' }} style={LATE_STYLES.listing} now={now}>
      <div class="listing listing-most-read">
        <header class="listing-head">
          <h1>{phrases.mostRead}</h1>
          <p class="standfirst">{phrases.mostReadIntro}</p>
        </header>
        {mostRead ? <Lists mostRead={mostRead} site={site} /> : <p>{phrases.mostReadNone}</p>}
      </div>
    </Page>
  )
}

function Lists({ mostRead: { from, until, cards, sections, days }, site }: { mostRead: MostRead; site: Site }) {
  const phrases = phrasesFor(site.lang)
  return (
    <>
      <p class="times">
        <time datetime={from}>{shortMomentText(from, site)}</time>
        {' – '}
        <time datetime={until}>{shortMomentText(until, site)}</time>
      </p>
      {cards.length > 0 ? <MostReadList cards={cards} site={site} /> : <p>{phrases.mostReadNone}</p>}
      <div class="rankings">
        {sections.map(({ section, cards }) => (
          <section>
            <h2>
              <a href={`/${section}`}>{sectionName(site, section)}</a>
            </h2>
            <MostReadList cards={cards} site={site} />
          </section>
        ))}
        {days.map(({ day, cards }) => (
          <section>
            <h2>
              <a href={`/archive/${day.replaceAll('-', '/')}`}>{dayText(`${day}T12:00:00Z`, { ...site, timeZone: 'UTC' })}</a>
            </h2>
            <MostReadList cards={cards} site={site} />
          </section>
        ))}
      </div>
    </>
  )
}
