/** Many redirects at once, through the API and through the desk's form: each for itself, and a report that adds up. */
import type { RedirectRow } from '../copy/redirect-rows.ts'
import { targetsFirst } from '../copy/targets-first.ts'
import { MAX_IMPORTED_AT_ONCE, redirectPressOf } from '../press/redirect-calls.ts'
import type { Actor } from '../press/roles.ts'

type Remark = { line: number; from: string; ok: boolean; message: string }
/** `read` is the sum of the four others. `items`: those that were refused, and those that somebody should look at. */
export type RedirectsImported = { read: number; added: number; changed: number; same: number; refused: number; items: Remark[] }

export async function importRows(env: Env, rows: readonly RedirectRow[], actor: Actor): Promise<RedirectsImported> {
  const report: RedirectsImported = { read: rows.length, added: 0, changed: 0, same: 0, refused: 0, items: [] }
  const sound = targetsFirst(rows.filter(({ fault }) => fault === undefined))
  const outcomes = new Map<RedirectRow, Saved>()
  for (let at = 0; at < sound.length; at += MAX_IMPORTED_AT_ONCE) {
    const part = sound.slice(at, at + MAX_IMPORTED_AT_ONCE)
    const sent = part.map(({ from, to }) => ({ from, to }))
    const saved = await redirectPressOf(env).importRedirects(sent, actor)
    for (const [index, row] of part.entries()) if (saved[index]) outcomes.set(row, saved[index])
  }
  for (const row of rows) count(report, row, outcomes.get(row))
  return report
}

type Saved = Awaited<ReturnType<ReturnType<typeof redirectPressOf>['importRedirects']>>[number]

function count(report: RedirectsImported, { line, from, fault }: RedirectRow, saved: Saved | undefined) {
  if (saved?.ok) {
    report[saved.result]++
    if (saved.note) report.items.push({ line, from, ok: true, message: saved.note })
    return
  }
  report.refused++
  report.items.push({ line, from, ok: false, message: fault ?? saved?.message ?? 'Nothing was done with it.' })
}
