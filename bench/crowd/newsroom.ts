/** A newsroom at work beside the crowd: it publishes, tells a story live and takes sign-ups, and looks as a reader when each can be seen. */
import { setTimeout as pause } from 'node:timers/promises'
import { benchArticle, benchSite } from '../edition.ts'
import { TOKEN } from '../fill.ts'
import { BROWSER } from '../rows.ts'
import type { Mailbox } from './mailbox.ts'

/** So often, in milliseconds. An hour takes 2,000 sign-ups, and a story 500 updates. */
export const PACE = { story: 5000, update: 10_000, signUp: 2000 }
/** How often a reader looks whether it is there. */
const LOOK_MS = 100
/** What can't be seen by then is lost. */
const PATIENCE_MS = 60_000
/** Sign-ups that were just sent have their letter by then. */
const LAST_LETTERS_MS = 30_000
const STORY = 'live-story'

/** Milliseconds until readers saw each, by what it was. `failed`: calls that weren't taken, and what was never seen. */
export type Told = { seen: Record<'story' | 'revision' | 'latest' | 'update', number[]>; signUps: number; confirmed: number; failed: string[] }

export async function openNewsroom(origin: string, mailbox: Mailbox) {
  const told: Told = { seen: { story: [], revision: [], latest: [], update: [] }, signUps: 0, confirmed: 0, failed: [] }
  const published = new Map<string, string>()
  const updates: string[] = []
  const signedUp = new Set<string>()
  const confirmed = new Set<string>()
  const work: Promise<unknown>[] = []
  let isOver = false

  await call('PUT', `/articles/${STORY}?publish=now`, { ...story(STORY, 1), kind: 'live', publishedAt: new Date().toISOString() })
  await update(() => {})
  mailbox.onLetter(({ to, token }) => void confirm(to, token).catch((error: Error) => told.failed.push(error.message)))

  return {
    liveFragment,
    /** `onLive` gets the address that open pages of the live story ask since they have the newest. */
    begin(onLive: (news: { live: string }) => void) {
      work.push(
        every(PACE.story, publish),
        every(PACE.update, () => update(onLive)),
        every(PACE.signUp, signUp),
      )
    },
    async end(): Promise<Told> {
      isOver = true
      await Promise.all(work)
      for (let waited = 0; waited < LAST_LETTERS_MS && confirmed.size < signedUp.size; waited += LOOK_MS) await pause(LOOK_MS)
      return { ...told, signUps: signedUp.size, confirmed: confirmed.size }
    },
    missing,
  }

  async function every(milliseconds: number, task: (at: number) => Promise<void>) {
    const tasks: Promise<void>[] = []
    for (let at = 0; !isOver; at++) {
      tasks.push(task(at).catch((error: Error) => void told.failed.push(error.message)))
      await pause(milliseconds)
    }
    await Promise.all(tasks)
  }

  /** Two of three are new; the third is a new revision of a story that the crowd reads. */
  async function publish(at: number) {
    const isNew = at % 3 !== 2
    const slug = isNew ? `published-${at}` : `story-${at % 20}`
    const section = isNew ? 'world' : benchSite.sections[(at % 20) % benchSite.sections.length]?.slug
    const headline = `What was decided in round ${at} of the talks`
    const { publishedAt, ...article } = { ...story(slug, at), section, headline }
    await call('PUT', `/articles/${slug}?publish=now`, article)
    const began = performance.now()
    published.set(slug, headline)
    told.seen[isNew ? 'story' : 'revision'].push(await seen(`/${section}/${slug}`, headline, began))
    if (isNew) told.seen.latest.push(await seen('/latest', `/world/${slug}"`, began))
  }

  async function update(onLive: (news: { live: string }) => void) {
    const id = `update-${updates.length}`
    await call('POST', `/articles/${STORY}/updates`, { id, headline: `What happened at moment ${updates.length}`, markdown: 'They went **on**.' })
    const began = performance.now()
    updates.push(id)
    told.seen.update.push(await seen(`/world/${STORY}`, `"u-${id}"`, began))
    onLive({ live: await liveFragment() })
  }

  async function signUp(at: number) {
    const email = `reader-${at}@example.org`
    const form = new URLSearchParams({ email, list: 'daily', consent: benchSite.newsletter.consentVersion })
    const headers = { ...BROWSER, 'CF-Connecting-IP': `10.${at >> 8}.${at & 255}.1` }
    const response = await fetch(`${origin}/newsletters`, { method: 'POST', headers, body: form, redirect: 'manual' })
    if (response.status !== 303) throw new Error(`Sign-up of ${email}: ${response.status}`)
    signedUp.add(email)
  }

  async function confirm(email: string, token: string) {
    const response = await fetch(`${origin}/newsletters/confirm`, {
      method: 'POST',
      headers: BROWSER,
      body: new URLSearchParams({ t: token }),
      redirect: 'manual',
    })
    if (response.status >= 400) throw new Error(`Confirmation of ${email}: ${response.status}`)
    confirmed.add(email)
  }

  /** Milliseconds until the page has it. */
  async function seen(path: string, text: string, began: number) {
    while (performance.now() - began < PATIENCE_MS) {
      const page = await (await fetch(`${origin}${path}`, { headers: BROWSER })).text()
      if (page.includes(text)) return performance.now() - began
      await pause(LOOK_MS)
    }
    throw new Error(`${path} never had ${text}.`)
  }

  async function liveFragment() {
    const page = await (await fetch(`${origin}/world/${STORY}`, { headers: BROWSER })).text()
    const known = ['after', 'seen'].map((name) => `${name}=${new RegExp(`data-${name}="([^"]*)"`).exec(page)?.[1]}`)
    return `/fragments/live/${STORY}?${known.join('&')}`
  }

  /** What was taken and isn't there now: in KV, in the ledger or on the list. */
  async function missing(kv: { get(key: string, type: 'json'): Promise<unknown> }): Promise<string[]> {
    const lost: string[] = []
    for (const [slug, headline] of published) {
      const value = (await kv.get(`en:article:${slug}`, 'json')) as { headline?: string } | null
      const entry = (await call('GET', `/articles/${slug}`)) as { headline?: string }
      if (value?.headline !== headline || entry.headline !== headline) lost.push(`The story ${slug}`)
    }
    const live = (await kv.get(`en:article:${STORY}`, 'json')) as { updates?: { id: string }[] } | null
    const ids = new Set(live?.updates?.map(({ id }) => id))
    lost.push(...updates.filter((id) => !ids.has(id)).map((id) => `The live update ${id}`))
    const onList = await subscribers()
    return [...lost, ...[...signedUp].filter((email) => onList.get(email) !== 'confirmed').map((email) => `The sign-up of ${email}: ${onList.get(email)}`)]
  }

  async function subscribers() {
    const all = new Map<string, string>()
    for (let cursor = ''; ; ) {
      const page = (await call('GET', `/subscribers${cursor && `?cursor=${encodeURIComponent(cursor)}`}`)) as Page
      for (const { email, state } of page.items) all.set(email, state)
      if (!page.nextCursor) return all
      cursor = page.nextCursor
    }
  }

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { Authorization: `Bearer ${TOKEN}`, ...(body && { 'Content-Type': 'application/json' }) }
    const response = await fetch(`${origin}/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }
}

type Page = { items: { email: string; state: string }[]; nextCursor?: string }

const story = (slug: string, seed: number) => ({ ...benchArticle(slug, seed), picture: undefined })
