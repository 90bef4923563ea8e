/** The newsroom's notes beside the text, loaded where a story has been filed. */
import type { NoteWish } from '../editor/edit-in-form.ts'
import type { NotesBeside } from './notes-beside.ts'

/** Where build-assets.ts put them. */
declare const STORY_NOTES: string

type Parts = ConstructorParameters<typeof NotesBeside>[0]

export function useNotes(parts: Parts) {
  const { form, notices } = parts
  let notes: Promise<NotesBeside | undefined> | undefined
  const load = async () => {
    const loaded: { NotesBeside: typeof NotesBeside } | undefined = await import(STORY_NOTES).catch(() => undefined)
    if (!loaded) notes = undefined
    return loaded && new loaded.NotesBeside(parts)
  }
  const get = () => {
    notes ??= load()
    return notes
  }
  if (form.slug) void get()
  form.element.addEventListener('note', async (event) => {
    if (!form.slug) return notices.show('notes', { text: 'File this story first: notes belong to a story that is filed.' })
    const found = await get()
    if (found) found.write((event as CustomEvent<NoteWish>).detail)
    else notices.show('notes', { text: 'Notes can’t be loaded right now. Go on writing, and try again when you’re online.' })
  })
}
