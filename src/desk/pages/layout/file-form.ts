/** A form with files, as browsers send it (RFC 7578). */
import { type OrProblem, refuseWith } from '../../../edge/problem.ts'
import { readBytes } from '../../../edge/request-body.ts'
import type { DeskContext } from '../desk-context.ts'
import { type Form, formOf, readForm } from './form.ts'

export type FileForm = Form & { files: File[] }

/** A form that was sent again after signing in has no files any more, and comes without them. */
export async function readFileForm(c: DeskContext, name: string, maxBytes: number): Promise<OrProblem<FileForm>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) {
    const form = await readForm(c)
    return form.ok ? { ok: true, value: { ...form.value, files: [] } } : form
  }
  const body = await readBytes(c.req.raw, maxBytes)
  if (!body.ok) return body
  try {
    const sent = await new Response(body.value, { headers: { 'Content-Type': type } }).formData()
    c.set('sent', textsIn(sent))
    return { ok: true, value: fileFormOf(sent, name) }
  } catch {
    // The runtime throws at what isn't a form of this type; that is the answer.
    return refuseWith({ status: 400, detail: 'This form arrived damaged. Send it again.' })
  }
}

function fileFormOf(sent: FormData, name: string): FileForm {
  const files = sent.getAll(name).filter((value): value is File => typeof value !== 'string')
  // A field without a choice comes as an empty file.
  return { ...formOf(new URLSearchParams(textsIn(sent))), files: files.filter(({ size }) => size > 0) }
}

/** What was typed or chosen, without the files. */
export const textsIn = (sent: FormData) => [...sent].filter((field): field is [string, string] => typeof field[1] === 'string')
