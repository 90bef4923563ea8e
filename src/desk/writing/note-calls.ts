/** What the newsroom's notes beside a story are asked for. */
import { ask } from './desk-calls.ts'

export type Note = {
  id: number
  text: string
  by: string
  at: string
  block?: number
  excerpt?: string
  resolved?: { by: string; at: string }
  proposal?: { correction: string }
}
export type NewNote = { text: string; block?: number; excerpt?: string }
/** `words`: why it isn't done, for people. */
type Done = { ok: true } | { ok: false; words: string }

export async function readNotes(slug: string): Promise<readonly Note[] | undefined> {
  const answer = await ask(`/api/articles/${slug}/notes`)
  return answer.kind === 'answered' && answer.status === 200 ? (answer.body as { items: Note[] }).items : undefined
}

export const addNote = (slug: string, note: NewNote) => order('POST', `/api/articles/${slug}/notes`, note)
export const resolveNote = (slug: string, id: number, resolved: boolean) => order('PUT', `/api/articles/${slug}/notes/${id}`, { resolved })
export const deleteNote = (slug: string, id: number) => order('DELETE', `/api/articles/${slug}/notes/${id}`)

async function order(method: string, path: string, body?: object): Promise<Done> {
  const answer = await ask(path, { method, ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) })
  if (answer.kind === 'offline') return { ok: false, words: 'You’re offline: the note wasn’t saved. Try again when you’re back.' }
  if (answer.status < 300) return { ok: true }
  if (answer.status === 401) return { ok: false, words: 'Your session has ended: the note wasn’t saved. Sign in again, then try once more.' }
  return { ok: false, words: typeof answer.body.detail === 'string' ? answer.body.detail : `The site answered ${answer.status}. Try again in a moment.` }
}
