/** What a form of the desk sends: read once, up to a limit. Values are trimmed; line ends are those of Unix. */
import { type OrProblem, refuseWith } from '../../../edge/problem.ts'
import { readText } from '../../../edge/request-body.ts'
import type { DeskContext } from '../desk-context.ts'

/** A long story in a textarea, percent-encoded. */
const MAX_FORM_BYTES = 4_000_000

export type Form = {
  /** Trimmed; empty where the form has no such field. */
  text(name: string): string
  /** Every value of the fields of this name. */
  all(name: string): string[]
  has(name: string): boolean
}

export async function readForm(c: DeskContext): Promise<OrProblem<Form>> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
    return refuseWith({ status: 415, detail: 'Send this as a form.', headers: { Accept: 'application/x-www-form-urlencoded' } })
  const body = await readText(c.req.raw, MAX_FORM_BYTES)
  if (!body.ok) return body
  const sent = new URLSearchParams(body.value)
  c.set('sent', [...sent])
  return { ok: true, value: formOf(sent) }
}

export const formOf = (sent: URLSearchParams): Form => ({
  text: (name) => cleanValue(sent.get(name) ?? ''),
  all: (name) => sent.getAll(name).map(cleanValue),
  has: (name) => sent.has(name),
})

const cleanValue = (value: string) => value.replace(/\r\n?/g, '\n').trim()
