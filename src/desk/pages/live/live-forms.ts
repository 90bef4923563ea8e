/** What the live desk’s forms send, as the press takes it; and what stands in them again where it was refused. */
import type { Flaw } from '../../../copy/parse.ts'
import { sha256 } from '../../../edge/sha256.ts'
import type { Refusal } from '../../../press/calls.ts'
import type { NewUpdate, UpdateChange, UpdateConditions } from '../../../press/live-calls.ts'
import { parseUpdateText } from '../../parse-update.ts'
import type { Form } from '../layout/form.ts'
import type { MessageText } from '../layout/message.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { textSent } from '../layout/text-sent.ts'

/** As it was typed. `correction` is of an update that was told; `picture` the id of one of the catalogue. */
export type Typed = {
  headline: string
  markdown: string
  correction?: string
  pinned?: boolean
  key?: boolean
  picture?: string
  alt?: string
  decorative?: boolean
}

/** `edited`: an update whose change was refused, with what was typed. */
export type LiveView = { typed?: Typed; edited?: { id: string; typed: Typed }; flaws?: readonly Flaw[]; message?: MessageText | undefined }

export const typedIn = (form: Form): Typed => ({
  headline: form.text('headline'),
  markdown: form.text('markdown'),
  ...(form.has('correction') && { correction: form.text('correction') }),
  pinned: form.has('pinned'),
  key: form.has('key'),
  ...(form.text('catalogued') && { picture: form.text('catalogued') }),
  ...(form.text('alt') && { alt: form.text('alt') }),
  ...(form.has('decorative') && { decorative: true }),
})

type Parsed<T> = { ok: true; value: T } | { ok: false; flaws: readonly Flaw[] }

/** `page`: the path of the article. `picture`: a block, below the text. */
export function newUpdateFrom(
  { headline, markdown, pinned, key }: Typed,
  { page, picture }: { page?: string | undefined; picture?: unknown } = {},
): Parsed<NewUpdate> {
  const text = parseUpdateText({ ...(headline && { headline }), markdown }, page)
  if (!text.ok) return text
  const whole = picture === undefined ? text : parseUpdateText({ body: [...(text.value.body ?? []), picture] }, page)
  if (!whole.ok) return whole
  const { body = [] } = whole.value
  if (!headline && body.length === 0) return { ok: false, flaws: [{ pointer: '/markdown', message: 'Write something first: a headline or some text.' }] }
  return { ok: true, value: { ...(text.value.headline && { headline: text.value.headline }), body, ...(pinned && { pinned }), ...(key && { key }) } }
}

/** Of an update that is there: an emptied headline is taken away. */
export function changeFrom({ headline, markdown, correction }: Typed, page?: string): Parsed<UpdateChange> {
  const text = parseUpdateText({ headline: headline || null, markdown }, page)
  if (!text.ok) return text
  const note = textSent(correction ?? '')
  return note.ok
    ? { ok: true, value: { ...text.value, ...(note.value && { correction: note.value }) } }
    : { ok: false, flaws: [{ pointer: '/correction', message: note.message }] }
}

/** A form that is sent twice, as by going back, is carried out once. */
export async function idempotencyOf(form: Form): Promise<Pick<UpdateConditions, 'idempotency'>> {
  const key = form.text('request')
  if (!/^[\w-]{8,100}$/.test(key)) return {}
  const { headline, markdown, pinned, key: isKey, ...picture } = typedIn(form)
  return { idempotency: { key, bodyHash: await sha256(JSON.stringify([headline, markdown, pinned, isKey, picture])) } }
}

/** Why it was not done; what was typed is still in its form. */
export const liveRefusalText = (refusal: Refusal) =>
  refusal.reason === 'stale-value'
    ? 'Somebody else changed this update while you had it open. Nothing was saved: compare it with what’s there now, then save again to replace it.'
    : refusalText(refusal)
