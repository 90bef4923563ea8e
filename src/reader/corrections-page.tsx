/** Every correction, newest first: what was wrong, when it was put right, and where. */
import { LATE_STYLES } from '../build/late-styles.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { dayText } from '../page/time.ts'
import { unbroken } from '../page/unbroken.ts'
import type { CorrectionLine } from '../press/calls.ts'
import { pagePath, pagesOf } from './page-number.ts'
import { neighbourLinks, Pagination } from './pagination.tsx'

type Props = { items: readonly CorrectionLine[]; total: number; page: number; site: Site; now: number }

export function CorrectionsPage({ items, total, page, site, now }: Props) {
  const phrases = phrasesFor(site.lang)
  const path = '/corrections'
  const pages = pagesOf(total)
  const meta = {
    title: page === 1 ? phrases.corrections : phrases.pageTitle(phrases.corrections, String(page)),
    description: phrases.correctionsIntro,
    path: pagePath(path, page),
    ...neighbourLinks(path, page, pages),
  }
  return (
    <Page site={site} meta={meta} style={LATE_STYLES.listing} now={now}>
      <div class="listing listing-corrections">
        <header class="listing-head">
          <h1>{phrases.corrections}</h1>
          <p class="standfirst">{total > 0 ? phrases.correctionsIntro : phrases.correctionsNone}</p>
        </header>
        <ol class="dated">
          {items.map(({ slug, section, headline, at, text }) => (
            <li>
              <time datetime={at}>{dayText(at, site)}</time>
              <div>
                <p class="kicker">{sectionName(site, section)}</p>
                <h2>
                  <a href={`/${section}/${slug}`}>{unbroken(headline, site.lang)}</a>
                </h2>
                <p>{unbroken(text, site.lang)}</p>
              </div>
            </li>
          ))}
        </ol>
        <Pagination site={site} path={path} page={page} pages={pages} more={phrases.moreCorrections} />
      </div>
    </Page>
  )
}
