/** Redirects of a press in memory: as many as there are, in the spelling in which they came. */
import { spellOldAddress } from '../../src/copy/old-address.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type { Actor, ExpectedTag } from '../../src/press/calls.ts'
import { tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'
import type { NewRedirect, Redirect, RedirectCalls, RedirectQuery } from '../../src/press/redirect-calls.ts'
import { AT } from './fake-publication.ts'

export class FakeRedirects {
  kept = new Map<string, Redirect>()

  calls: RedirectCalls = {
    redirects: async ({ cursor = '', limit = 100 }: RedirectQuery) => {
      const all = [...this.kept.values()].filter(({ from }) => from > cursor).sort((a, b) => (a.from < b.from ? -1 : 1))
      const items = all.slice(0, limit)
      const last = items.at(-1)
      return { items, total: this.kept.size, ...(all.length > limit && last && { nextCursor: last.from }) }
    },
    redirect: async (from) => this.kept.get(spellOldAddress(from) ?? '') ?? null,
    leadingNowhere: async (addresses) => addresses.filter((address) => !this.kept.has(address)),
    saveRedirect: async (redirect, actor, expect) => this.#save(redirect, actor, expect),
    removeRedirect: async (from, _, expect) => {
      const before = this.kept.get(spellOldAddress(from) ?? '')
      return tagPreconditionRefusal(expect, `redirect from "${from}"`, before && this.#tag(before)) ?? this.kept.delete(before?.from ?? '')
    },
    importRedirects: async (rows, actor) => rows.map((row) => this.#save(row, actor) as never),
  }

  #tag = ({ from, to }: Redirect) => tagOf({ from, to })

  #save({ from: typed, to }: NewRedirect, { name }: Actor, expect?: ExpectedTag) {
    const from = spellOldAddress(typed)
    if (from === undefined) return { ok: false as const, reason: 'bad-redirect' as const, field: 'from' as const, message: 'An old address must be a path.' }
    const before = this.kept.get(from)
    const refusal = tagPreconditionRefusal(expect, `redirect from "${from}"`, before && this.#tag(before))
    if (refusal) return refusal
    const redirect: Redirect = { from, to, status: to === null ? 410 : 301, at: AT, by: name }
    this.kept.set(from, redirect)
    return { ok: true as const, redirect, result: before?.to === to ? ('same' as const) : before ? ('changed' as const) : ('added' as const) }
  }
}
