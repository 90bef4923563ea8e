/** The box: what is typed is kept, Ctrl Enter sends it, and it is ready for the next at once. */
import { type Event, say } from './event.ts'
import { type Draft, draftBy, isEmptyDraft, type Outgoing, readKept, withDraft, writeKept } from './kept.ts'
import { type PictureField, pictureField } from './picture.ts'

/** `restore` brings back what was typed before the page was left. */
export type Box = { fill(draft: Draft): void; restore(): void; isEmpty(): boolean; focus(): void }

export function openBox(event: Event, send: (outgoing: Outgoing) => void): Box | undefined {
  const form = document.querySelector<HTMLFormElement>('#composer')
  const text = form?.querySelector<HTMLTextAreaElement>('#markdown')
  const headline = form?.querySelector<HTMLInputElement>('#headline')
  if (!form || !text || !headline) return undefined
  const marks = (name: 'key' | 'pinned') => form.querySelector<HTMLInputElement>(`[name="${name}"]`)
  const keep = () => keepDraft(event, read())
  const picture = pictureField(form, text, keep)

  const read = (): Draft => ({
    headline: headline.value,
    markdown: text.value,
    key: marks('key')?.checked ?? false,
    pinned: marks('pinned')?.checked ?? false,
    picture: picture.value(),
  })
  function fill(draft: Draft) {
    if (!text || !headline) return
    text.value = draft.markdown
    headline.value = draft.headline
    for (const name of ['key', 'pinned'] as const) {
      const box = marks(name)
      if (box) box.checked = draft[name]
    }
    picture.set(draft.picture)
    keep()
  }
  const focus = () => text.focus()

  form.addEventListener('input', keep)
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault()
    const draft = read()
    const fault = faultOf(draft, picture)
    if (fault) return say(fault)
    fill(EMPTY)
    focus()
    send({ request: crypto.randomUUID(), by: event.by, slug: event.slug, draft })
  })
  const restore = () => restoreDraft(event, read(), fill)
  restore()
  if (document.activeElement === document.body) focus()
  return { fill, restore, isEmpty: () => isEmptyDraft(read()), focus }
}

const EMPTY: Draft = { headline: '', markdown: '', key: false, pinned: false }

function faultOf(draft: Draft, picture: PictureField) {
  if (picture.isUploading()) return 'The picture is still being uploaded.'
  if (isEmptyDraft(draft)) return 'Write something first: a headline or some text.'
  if (draft.picture && !draft.picture.decorative && !draft.picture.alt.trim()) {
    picture.focus()
    return 'Describe the picture for people who can’t see it, or mark it as decorative.'
  }
  return undefined
}

function keepDraft(event: Event, draft: Draft) {
  writeKept(event.slug, withDraft(event.by, readKept(event.slug), isEmptyDraft(draft) ? undefined : draft))
}

/** What the page brought, as after a refusal, is newer than what is kept. */
function restoreDraft(event: Event, shown: Draft, fill: (draft: Draft) => void) {
  const draft = draftBy(event.by, readKept(event.slug))
  if (!draft || !isEmptyDraft(shown)) return
  fill(draft)
  say('What you had typed is back.')
}
