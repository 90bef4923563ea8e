/** What comes out, opens or is taken down in some days. */
import type { ArticleRow } from '../ledger/article-row.ts'
import { type Ledger, rows } from '../ledger/sql.ts'
import type { CalendarItem } from '../newsroom-calls.ts'

const MAX_ITEMS = 500

type Moment = 'until' | 'embargo_until' | 'withdraw_at'

export function scheduledBetween(ledger: Ledger, from: string, to: string): { items: CalendarItem[]; more: boolean } {
  const publications = storiesBy(ledger, 'until', from, to).map((it) => ({
    ...itemOf(it, it.until, 'publication'),
    revision: it.ready ?? it.revision,
    ...(it.embargo_until === it.until && { embargoed: true as const }),
  }))
  const embargoes = storiesBy(ledger, 'embargo_until', from, to)
    .filter((it) => it.embargo_until !== it.until)
    .map((it) => itemOf(it, it.embargo_until, 'embargo'))
  const withdrawals = storiesBy(ledger, 'withdraw_at', from, to).map((it) => itemOf(it, it.withdraw_at, 'withdrawal'))
  const items = [...publications, ...embargoes, ...withdrawals].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.slug < b.slug ? -1 : 1))
  return { items: items.slice(0, MAX_ITEMS), more: items.length > MAX_ITEMS }
}

const storiesBy = (ledger: Ledger, moment: Moment, from: string, to: string) =>
  rows<ArticleRow>(
    ledger,
    `SELECT * FROM articles WHERE ${moment} IS NOT NULL AND ${moment} >= ? AND ${moment} < ? ORDER BY ${moment} LIMIT ?`,
    ...[from, to, MAX_ITEMS + 1],
  )

const itemOf = ({ slug, headline, section, state, path }: ArticleRow, at: string | null, what: CalendarItem['what']): CalendarItem => ({
  at: at ?? '',
  what,
  slug,
  headline,
  section,
  state,
  url: path,
})
