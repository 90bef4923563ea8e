/** What an editor chose for the lists that readers see: what stands beside an article, and what the most read leave out. */
import type { ArticleRow } from '../ledger/article-row.ts'
import { storyCalled } from '../ledger/former-slugs.ts'
import { enqueue } from '../ledger/outbox.ts'
import type { Ledger } from '../ledger/sql.ts'
import { saveAlso } from '../listings/also-worth-reading.ts'
import { importLeftOut } from '../listings/most-read.ts'

type ChosenLists = { also?: string[] | undefined; left_out_of_most_read?: boolean | undefined }

export function importReadersLists(ledger: Ledger, it: ArticleRow, { also, left_out_of_most_read }: ChosenLists, now: number) {
  if (left_out_of_most_read) importLeftOut(ledger, it, now)
  if (!also) return
  saveAlso(
    ledger,
    it.slug,
    also.map((other) => storyCalled(ledger, other)?.slug ?? other),
  )
  if (it.live !== null) enqueue(ledger, { kind: 'also', name: it.slug }, now, { bulk: true })
}
