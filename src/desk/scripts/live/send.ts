/** One update, on its way to the desk. */
import type { Outgoing } from './kept.ts'
import { markdownOf } from './markdown.ts'

/** Why nothing can be sent for now; what was written is kept. */
export type Hindrance = 'offline' | 'signed-out' | 'other' | 'busy'
/** `refused`: it will not be taken as it is. */
export type Became = { kind: 'arrived' | 'refused'; text: string } | { kind: 'later'; why: Hindrance }

type Answer = { detail?: string; waiting?: true; state?: string; slug?: string; renamed?: string; flaws?: { message: string }[] }

export async function send(slug: string, { request, draft }: Pick<Outgoing, 'request' | 'draft'>): Promise<Became> {
  const { headline, key, pinned } = draft
  const body = { ...(headline.trim() && { headline: headline.trim() }), markdown: markdownOf(draft), ...(key && { key }), ...(pinned && { pinned }) }
  try {
    const response = await fetch(`/api/articles/${slug}/updates`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': request },
      body: JSON.stringify(body),
    })
    if (response.status === 401) return { kind: 'later', why: 'signed-out' }
    if (response.status === 429 || response.status >= 500) return { kind: 'later', why: 'busy' }
    const answer = (await response.json()) as Answer
    if (response.ok) return { kind: 'arrived', text: arrivedWords(answer) }
    if (answer.renamed) return send(answer.renamed, { request, draft })
    return { kind: 'refused', text: answer.flaws?.map(({ message }) => message).join(' ') || answer.detail || 'This wasn’t accepted.' }
  } catch {
    // The network failed, or somebody else answered: both pass.
    return { kind: 'later', why: 'offline' }
  }
}

/** The story may be another thing by now than when the page was opened. */
function arrivedWords({ waiting, state }: Answer) {
  if (waiting) return 'Sent. An editor will look at it.'
  if (state === 'withdrawn') return 'Saved. The story has been withdrawn, so readers don’t get it.'
  if (state === 'draft') return 'Saved. Readers get it when the story is published.'
  if (state === 'scheduled') return 'Saved. Readers get it when the story goes live.'
  return 'Published.'
}

/** Who tells in this browser now, if not whoever wrote: nobody tells under another's name. */
export async function otherSignedIn(by: string) {
  try {
    const response = await fetch('/api/me', { cache: 'no-store' })
    const { name } = response.ok ? ((await response.json()) as { name: string }) : { name: by }
    return name === by ? undefined : name
  } catch {
    // Sending will find out, and say, why there is no answer.
    return undefined
  }
}
