/** The story's fields that are picked from what the newsroom has: topics, writers, related stories. */
import { foldName } from '../../copy/shapes/name.ts'
import { ask } from './desk-calls.ts'
import { Picker, type Suggestion } from './picker.ts'
import type { StoryForm } from './story-form.ts'

export function usePickers(form: StoryForm, announce: (text: string) => void) {
  const pick = (name: string, suggest: (typed: string) => Promise<Suggestion[]> | Suggestion[], placeholder: string) => {
    const lines = form.field(name)
    if (lines instanceof HTMLTextAreaElement) new Picker(lines, { suggest, placeholder, announce })
  }
  const topics = namesIn(form.element, 'known-topics')
  pick('topics', (typed) => matching(topics, typed), 'Add a topic')
  pick('byline', (typed) => writersLike(typed), 'Add a writer: name | role')
  pick('related', (typed) => storiesLike(typed), 'Search for a story, or paste its address')
}

function namesIn(form: HTMLFormElement, name: string): string[] {
  return JSON.parse(form.querySelector<HTMLTextAreaElement>(`.${name}`)?.value ?? '[]') as string[]
}

/** Those that begin with what was typed come first. */
function matching(names: readonly string[], typed: string): Suggestion[] {
  const folded = foldName(typed)
  const like = names.filter((name) => foldName(name).includes(folded))
  return like.toSorted((a, b) => Number(foldName(b).startsWith(folded)) - Number(foldName(a).startsWith(folded))).map((name) => ({ line: name, label: name }))
}

async function writersLike(typed: string): Promise<Suggestion[]> {
  const answer = await ask(`/api/authors?q=${encodeURIComponent(typed)}&limit=8`)
  if (answer.kind !== 'answered' || answer.status !== 200) return []
  const { items } = answer.body as { items: { name: string; role?: string }[] }
  return items.map(({ name, role }) => ({ line: role ? `${name} | ${role}` : name, label: role ? `${name}, ${role}` : name }))
}

async function storiesLike(typed: string): Promise<Suggestion[]> {
  const answer = await ask(`/api/articles?q=${encodeURIComponent(typed)}&limit=8`)
  if (answer.kind !== 'answered' || answer.status !== 200) return []
  return (answer.body as { items: { slug: string; headline: string }[] }).items.map(({ slug, headline }) => ({ line: slug, label: headline }))
}
