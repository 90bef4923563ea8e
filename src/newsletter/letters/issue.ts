/** What a newsletter's letter is made of, and where in it a reader's own links stand. */
import type { IssueSource } from '../calls.ts'

/** `html` and `text` are the same letter; `hash` names both. */
export type IssueContent = { subject: string; preheader: string; html: string; text: string; articles: string[]; hash: string }

/** `since`: articles of a digest came out later than this. `exclude`: those that the list was sent before. */
export type ComposeOptions = { now: number; since?: number; exclude?: readonly string[]; issuePath: string }

export type Composed = { ok: true; content: IssueContent } | { ok: false; reason: 'no-articles' | 'unknown-article' | 'unknown-list'; message: string }

export const PLACEHOLDER = { unsubscribe: 'https://unsubscribe.invalid/', preferences: 'https://preferences.invalid/' } as const

/** Addresses in place of both placeholders; they hold nothing that HTML would have escaped. */
export const fillIn = (text: string, { unsubscribe, preferences }: { unsubscribe: string; preferences: string }) =>
  text.replaceAll(PLACEHOLDER.unsubscribe, () => unsubscribe).replaceAll(PLACEHOLDER.preferences, () => preferences)

export async function composeIssue(_env: Env, { list }: IssueSource, _options: ComposeOptions): Promise<Composed> {
  return { ok: false, reason: 'unknown-list', message: `Nothing is composed for "${list}" yet.` }
}
