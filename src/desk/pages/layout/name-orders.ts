/** Renaming and merging topics and authors. */

import { lastPieceOf } from '../../../copy/shapes/address-pieces.ts'
import { Line } from '../../../copy/shapes/field.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import type { NameKind, NameMoved, NameRefusal } from '../../../press/reference-calls.ts'
import { type DeskContext, press } from '../desk-context.ts'
import type { Form } from './form.ts'
import { refusalText } from './refusal-text.ts'
import { textSent } from './text-sent.ts'

/** As many as a page of the list shows. */
export const NAMES_ON_A_PAGE = 100

export const NAME_DONE = {
  renamed: 'Renamed. Its stories are being updated, and readers of the old page are sent to the new one.',
  merged: 'Merged. All stories are under this one now.',
}

export type NameOrdered = { ok: true; slug: string; done: 'renamed' | 'merged' } | { ok: false; message: string }

export type TypedName = { name?: string; slug?: string; into?: string }

/** Of the form that was sent: the page has one for each order. */
export const typedNameIn = (form: Form): TypedName =>
  form.text('order') === 'merge' ? { into: form.text('into') } : { name: form.text('name'), slug: form.text('slug') }

export async function orderName(c: DeskContext, kind: NameKind, slug: string, form: Form): Promise<NameOrdered> {
  const actor = c.get('actor')
  if (form.text('order') === 'merge') {
    const into = lastPieceOf(form.text('into'))
    return isSlug(into) ? answerOf(await press(c).mergeName(kind, slug, into, actor), 'merged') : SLUG_NEEDED
  }
  const [to, name] = [lastPieceOf(form.text('slug')), textSent(form.text('name'), Line)]
  if (!name.ok) return name
  if (!name.value) return { ok: false, message: 'Enter a name.' }
  return isSlug(to) ? answerOf(await press(c).renameName(kind, slug, { slug: to, name: name.value }, actor), 'renamed') : SLUG_NEEDED
}

const SLUG_NEEDED = { ok: false as const, message: 'A slug has lower-case letters, digits and single hyphens, and up to 80 Chinese or 120 Cyrillic letters.' }

const answerOf = (moved: NameMoved | NameRefusal, done: 'renamed' | 'merged'): NameOrdered =>
  moved.ok ? { ok: true, slug: moved.slug, done } : { ok: false, message: refusalText(moved) }
