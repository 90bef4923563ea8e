/** What the story's page asks of the desk's API. Everything that can happen to a request is a value. */

export type Entry = { slug: string; revision: number; state: string; by: string; at: string; live?: number; headline: string }

/** `offline`: no answer. `busy`: one that says to try again. `words` are the site's own. */
export type Unanswered =
  | { kind: 'offline' }
  | { kind: 'busy' }
  | { kind: 'signed-out' }
  | { kind: 'forbidden'; words: string }
  | { kind: 'gone'; words: string }
  | { kind: 'refused'; words: string }

/** Somebody with this tag has saved in another page: `stale`. */
export type Saved = { kind: 'saved'; at: string; by: string; entry?: Entry } | { kind: 'stale'; tag: string } | Unanswered
export type DraftToSend = { id: string; tab: string; sequence: number; base: number; article: object; replacing?: string | undefined }

/** `isLast`: the page goes away, and the answer will not be heard. */
export async function saveDraft({ id, tab, sequence, base, article, replacing }: DraftToSend, isLast = false): Promise<Saved> {
  const body = JSON.stringify({ tab, sequence, ...(base > 0 && { base }), article })
  const answer = await ask(`/api/drafts/${encodeURIComponent(id)}`, {
    method: 'PUT',
    body,
    // Browsers let go of more than this.
    keepalive: isLast && body.length < 20_000,
    headers: { 'Content-Type': 'application/json', ...(replacing && { 'If-Match': `"${replacing}"` }) },
  })
  if (answer.kind !== 'answered') return answer
  const { savedAt, by, entry, current } = answer.body as { savedAt: string; by: string; entry?: Entry; current?: string }
  if (answer.status === 412) return { kind: 'stale', tag: (current ?? '').replaceAll('"', '') }
  return answer.status < 300 ? { kind: 'saved', at: savedAt, by, ...(entry && { entry }) } : refusalOf(answer)
}

/** The caller's own, of a story or under the id of one that was never filed. `none` also where it can't be asked. */
export async function readOwnDraft(id: string): Promise<{ kind: 'read'; tag: string; article: unknown } | { kind: 'none' }> {
  const answer = await ask(`/api/drafts/${encodeURIComponent(id)}`)
  const draft = answer.kind === 'answered' && answer.status < 300 ? (answer.body.draft as { tab: string; sequence: number; article: unknown } | null) : null
  return draft ? { kind: 'read', tag: `${draft.tab}.${draft.sequence}`, article: draft.article } : { kind: 'none' }
}

export type Present = { by: string; since: string; typing: boolean; you?: true }
export type Seen = { kind: 'seen'; entry: Entry; present: Present[]; you: { name: string; role: string } } | Unanswered

export async function sayPresent(slug: string, beat: { tab: string; typing: boolean; leaving?: boolean }): Promise<Seen> {
  const answer = await ask(`/api/articles/${slug}/presence`, {
    method: 'POST',
    body: JSON.stringify(beat),
    keepalive: beat.leaving ?? false,
    headers: { 'Content-Type': 'application/json' },
  })
  if (answer.kind !== 'answered') return answer
  return answer.status < 300 ? { kind: 'seen', ...(answer.body as Omit<Extract<Seen, { kind: 'seen' }>, 'kind'>) } : refusalOf(answer)
}

export async function whoAmI(): Promise<{ kind: 'known'; name: string; role: string } | Unanswered> {
  const answer = await ask('/api/me')
  if (answer.kind !== 'answered') return answer
  return answer.status < 300 ? { kind: 'known', ...(answer.body as { name: string; role: string }) } : refusalOf(answer)
}

export async function readRevision(
  slug: string,
  revision?: number,
): Promise<{ kind: 'read'; article: Record<string, unknown>; revision: number } | Unanswered> {
  const answer = await ask(`/api/articles/${slug}${revision ? `?revision=${revision}` : ''}`)
  if (answer.kind !== 'answered') return answer
  return answer.status < 300
    ? {
        kind: 'read',
        article: answer.body,
        revision: Number(answer.headers.get('Dateline-Revision')) || Number(answer.headers.get('ETag')?.replaceAll('"', '')),
      }
    : refusalOf(answer)
}

type Answered = { kind: 'answered'; status: number; body: Record<string, unknown>; headers: Headers }

export async function ask(path: string, init: RequestInit = {}): Promise<Answered | { kind: 'offline' }> {
  try {
    const response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...init.headers }, signal: AbortSignal.timeout(TIMEOUT_MS) })
    const body = response.status === 204 ? {} : ((await response.json().catch(() => ({}))) as Record<string, unknown>)
    return { kind: 'answered', status: response.status, body, headers: response.headers }
  } catch {
    // No network, or none that answers in time: the same to whoever writes.
    return { kind: 'offline' }
  }
}

const TIMEOUT_MS = 20_000

function refusalOf({ status, body }: Answered): Unanswered {
  const words = typeof body.detail === 'string' ? body.detail : `The site answered ${status}.`
  if (status === 401) return { kind: 'signed-out' }
  if (status === 403) return { kind: 'forbidden', words }
  if (status === 404 || status === 410) return { kind: 'gone', words }
  return status === 429 || status >= 500 ? { kind: 'busy' } : { kind: 'refused', words }
}
