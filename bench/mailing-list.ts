/** The built Worker in workerd with a newsletter and its readers, on a disk that outlives it. */
import { openDateline, TOKEN } from './dateline.ts'
import { benchArticle, benchSite } from './edition.ts'

const HEAD = 'email,list,consent_at,consent_words,consent_source,country'
/** A file of at most 5 MB. */
const ROWS = 20_000
const ARTICLES = 8

export type Progress = { sent: number; uncertain: number; rejected: number; deferred: number; remaining: number; lettersPerSecond: number | null }
type Issue = { issue: string; state: string; progress?: Progress }

export async function openMailingList(bindings: Record<string, string>, storage: string) {
  const dateline = await openDateline(bindings, storage)

  async function ask<T>(method: string, path: string, body?: string | object): Promise<T> {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const response = await fetch(`${dateline.origin}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, ...(body !== undefined && { 'Content-Type': type }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }

  return {
    async fill(readers: number) {
      const newsletter = { ...benchSite.newsletter, from: { address: 'news@news.example' }, publisher: { name: 'Dateline', postalAddress: '1 Main Street' } }
      await ask('PUT', '/site', { ...benchSite, newsletter })
      for (let at = 0; at < ARTICLES; at++)
        await ask('PUT', `/articles/story-${at}?publish=now`, { ...benchArticle(`story-${at}`, at), picture: undefined, publishedAt: new Date().toISOString() })
      for (let from = 0; from < readers; from += ROWS) {
        const rows = Array.from(
          { length: Math.min(ROWS, readers - from) },
          (_, at) => `reader-${from + at}@example.org,daily,2026-01-01T00:00:00Z,Yes.,desk,SG`,
        )
        await ask('POST', '/subscribers', [HEAD, ...rows].join('\n'))
      }
    },
    async send(): Promise<string> {
      const { issue } = await ask<Issue>('POST', '/newsletters/daily/issues')
      await ask('POST', `/newsletters/daily/issues/${issue}/send`)
      return issue
    },
    read: (issue: string, query = '') =>
      ask<Issue & { html?: string; text?: string; batches: { state: string; letters: number }[] }>('GET', `/newsletters/daily/issues/${issue}${query}`),
    kill: dateline.kill,
    stop: dateline.stop,
  }
}
