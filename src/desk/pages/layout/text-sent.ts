/** One text of a form, under the rules that the API has for it: what no reader sees goes, and what is too long is refused in words. */
import type * as v from 'valibot'
import { parseWith } from '../../../copy/parse.ts'
import { Prose } from '../../../copy/shapes/field.ts'

type TextSchema = v.GenericSchema<unknown, string>
/** `value` is missing where nothing was typed. */
export type TextSent = { ok: true; value?: string } | { ok: false; message: string }

export function textSent(typed: string, schema: TextSchema = Prose): TextSent {
  if (!typed) return { ok: true }
  const parsed = parseWith(schema, typed)
  return parsed.ok ? { ok: true, value: parsed.value } : { ok: false, message: parsed.flaws[0]?.message ?? '' }
}
