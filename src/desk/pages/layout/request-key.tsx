/** What tells one sending of a form from another: sent twice, as by two presses or by going back, it is carried out once. */

import { sha256 } from '../../../edge/sha256.ts'
import type { Idempotency } from '../../../press/calls.ts'
import type { Form } from './form.ts'

/** A form that is loaded anew is another one. */
export const RequestKey = () => <input type="hidden" name="request" value={crypto.randomUUID()} />

/** `content`: all that the order depends on. With other content it is another order, and not a mistake. None where the form has no key. */
export async function requestKeyOf(form: Form, content: unknown): Promise<string | undefined> {
  const key = form.text('request')
  return /^[\w-]{8,100}$/.test(key) ? (await sha256(JSON.stringify([key, content]))).slice(0, 40) : undefined
}

export async function onceOf(form: Form, content: unknown): Promise<Idempotency | undefined> {
  const key = await requestKeyOf(form, content)
  return key === undefined ? undefined : { key, bodyHash: key }
}
