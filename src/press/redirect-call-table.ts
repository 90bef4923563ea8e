/** The calls about old addresses. */
import { findRedirect, listRedirects } from './publishing/listed-redirects.ts'
import { pageAt } from './publishing/page-at.ts'
import { importRedirects, removeRedirect, saveRedirect } from './publishing/redirecting.ts'
import type { RedirectCalls } from './redirect-calls.ts'
import { change, read, type Task } from './task.ts'

type RedirectTable = { [Name in keyof RedirectCalls]: (...asked: Parameters<RedirectCalls[Name]>) => Task<Awaited<ReturnType<RedirectCalls[Name]>>> }

export const REDIRECT_CALLS: RedirectTable = {
  redirects: (query) => read((ledger) => listRedirects(ledger, query)),
  redirect: (from) => read((ledger) => findRedirect(ledger, from) ?? null),
  leadingNowhere: (addresses) => read((ledger) => addresses.filter((it) => !findRedirect(ledger, it) && pageAt(ledger, it) === undefined)),
  saveRedirect: (redirect, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => saveRedirect(ledger, redirect, actor, now, expect), 'print'),
  removeRedirect: (from, actor, expect) => change({ actor, needs: 'editor' }, (ledger, now) => removeRedirect(ledger, from, actor, now, expect), 'print'),
  importRedirects: (rows, actor) => change({ actor, needs: 'editor' }, (ledger, now) => importRedirects(ledger, rows, actor, now)),
}
