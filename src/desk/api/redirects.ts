/** Old addresses: listed, made, changed, removed; in and out as files; how often they are asked for. */
import { REDIRECTS_CSV_HEAD, redirectsFromCsv, redirectsFromLines, redirectToCsv, redirectToLine } from '../../copy/redirect-rows.ts'
import type { Problem } from '../../edge/problem.ts'
import { readText } from '../../edge/request-body.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { type Redirect, type RedirectRefusal, redirectPressOf } from '../../press/redirect-calls.ts'
import { addressReportOf } from '../address-report.ts'
import { importRows } from '../import-redirects.ts'
import type { ApiContext } from './api-context.ts'
import { flawsProblem } from './json-text.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { mediaTypeOf, readJsonBody, readQuery, withoutUndefined } from './request-inputs.ts'
import { RedirectAsked, RedirectBody, RedirectsQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

const MAX_IMPORT_BYTES = 10_000_000
const ROWS_A_PAGE = 1000
const encoder = new TextEncoder()

const tagHeader = ({ from, to }: Redirect) => ({ ETag: `"${tagOf({ from, to })}"` })

export async function listRedirects(c: ApiContext) {
  const query = readQuery(c, RedirectsQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const { from, ...page } = query.value
  if (from === undefined) return jsonResponse(c, await redirectPressOf(c.env).redirects(withoutUndefined(page)))
  const redirect = await redirectPressOf(c.env).redirect(from)
  return redirect ? jsonResponse(c, redirect, 200, tagHeader(redirect)) : problemResponse(c, unknownProblem(from))
}

const unknownProblem = (from: string): Problem => ({ status: 404, detail: `There’s no redirect from ${from}.` })

export async function saveRedirect(c: ApiContext) {
  const body = await readJsonBody(c, RedirectBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const { from, to, status } = body.value
  if ((status === 410) !== (to === undefined))
    return problemResponse(c, flawsProblem([{ pointer: '/to', message: 'Send "to" for a redirect (301), or "status": 410 alone where nothing is any more.' }]))
  const saved = await redirectPressOf(c.env).saveRedirect({ from, to: to ?? null }, c.get('actor'), expect.value)
  if (!saved.ok) return problemResponse(c, saved.reason === 'bad-redirect' ? redirectProblem(saved) : refusalProblem(saved))
  const { redirect, result, note } = saved
  return jsonResponse(c, { ...redirect, result, ...(note && { notes: [note] }) }, result === 'added' ? 201 : 200, tagHeader(redirect))
}

const redirectProblem = ({ field, message }: RedirectRefusal) => flawsProblem([{ pointer: `/${field}`, message }])

export async function removeRedirect(c: ApiContext) {
  const query = readQuery(c, RedirectAsked)
  if (!query.ok) return problemResponse(c, query.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const removed = await redirectPressOf(c.env).removeRedirect(query.value.from, c.get('actor'), expect.value)
  if (typeof removed !== 'boolean') return problemResponse(c, removed.reason === 'bad-redirect' ? redirectProblem(removed) : refusalProblem(removed))
  return removed ? c.body(null, 204) : problemResponse(c, unknownProblem(query.value.from))
}

const READERS = { 'text/csv': redirectsFromCsv, 'application/jsonl': redirectsFromLines, 'application/x-ndjson': redirectsFromLines } as const

export async function importRedirects(c: ApiContext) {
  const type = mediaTypeOf(c)
  if (!Object.hasOwn(READERS, type))
    return problemResponse(c, {
      status: 415,
      detail: 'Send the redirects with "Content-Type: text/csv" or "application/jsonl".',
      headers: { Accept: Object.keys(READERS).join(', ') },
    })
  const text = await readText(c.req.raw, MAX_IMPORT_BYTES)
  if (!text.ok) return problemResponse(c, text.problem)
  const read = READERS[type as keyof typeof READERS](text.value)
  if (!read.ok) return problemResponse(c, flawsProblem([{ pointer: `/line/${read.line}`, message: read.message }]))
  return jsonResponse(c, await importRows(c.env, read.rows, c.get('actor')))
}

export const exportRedirectsCsv = (c: ApiContext) =>
  fileResponse(c, { head: REDIRECTS_CSV_HEAD, row: redirectToCsv, type: 'text/csv; charset=utf-8; header=present', name: 'redirects.csv' })
export const exportRedirectLines = (c: ApiContext) =>
  fileResponse(c, { head: '', row: redirectToLine, type: 'application/jsonl; charset=utf-8', name: 'redirects.jsonl' })

type FileFormat = { head: string; row: (redirect: Redirect) => string; type: string; name: string }

/** Page by page: nobody holds all of them. */
function fileResponse(c: ApiContext, { head, row, type, name }: FileFormat) {
  let cursor: string | undefined
  let before = head
  const pages = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const page = await redirectPressOf(c.env).redirects({ limit: ROWS_A_PAGE, ...(cursor !== undefined && { cursor }) })
        const text = before + page.items.map(row).join('')
        before = ''
        if (text) controller.enqueue(encoder.encode(text))
        cursor = page.nextCursor
        if (cursor === undefined) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(pages, 200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` })
}

/** Which are used, and which addresses are asked for and lead nowhere. */
export const reportAddresses = async (c: ApiContext) => jsonResponse(c, await addressReportOf(c.env))
