/** Old addresses: where each leads, how often it is used, which lead nowhere; made, changed and removed one by one, or many from a file. */
import { Hono } from 'hono'
import { redirectsFromCsv } from '../../../copy/redirect-rows.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import { type Redirect, redirectPressOf } from '../../../press/redirect-calls.ts'
import { hasRole } from '../../access.ts'
import { addressReportOf } from '../../address-report.ts'
import { importRows, type RedirectsImported } from '../../import-redirects.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { ImportForm, ImportReport, Missing, RedirectForm, RedirectsTable, type RedirectValues } from './redirect-parts.tsx'

const PATH = '/desk/redirects'
const DONE = {
  saved: 'Saved. Readers of the old address are sent on within a few seconds.',
  removed: 'Removed. Nobody is sent on from this address any more.',
}
const A_PAGE = 100

export const redirects = new Hono<DeskEnv>()
  .get(PATH, (c) => redirectsResponse(c, { message: doneMessage(c.req.url, DONE) }))
  .post(PATH, needing('editor', changeRedirects))

async function changeRedirects(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return redirectsResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  switch (form.value.text('order')) {
    case 'remove':
      return remove(c, form.value)
    case 'import':
      return importFrom(c, form.value)
    default:
      return save(c, form.value)
  }
}

async function save(c: DeskContext, form: Form) {
  const values = { from: form.text('from'), to: form.text('to'), gone: form.has('gone'), tag: form.text('tag') }
  if (!values.gone && !values.to)
    return redirectsResponse(c, { values, flaw: { field: 'to', message: 'Enter where this leads, or say that nothing is there any more.' } }, 422)
  const expect = values.tag ? [values.tag] : ('none' as const)
  const saved = await redirectPressOf(c.env).saveRedirect({ from: values.from, to: values.gone ? null : values.to }, c.get('actor'), expect)
  if (saved.ok && saved.note) return redirectsResponse(c, { message: { kind: 'done', text: `Saved. ${saved.note}` } })
  if (saved.ok) return c.redirect(`${PATH}?done=saved`, 303)
  if (saved.reason === 'bad-redirect') return redirectsResponse(c, { values, flaw: saved }, 422)
  return redirectsResponse(c, { values, message: { kind: 'refused', text: refusalText(saved) } }, 412)
}

async function remove(c: DeskContext, form: Form) {
  const removed = await redirectPressOf(c.env).removeRedirect(form.text('from'), c.get('actor'), [form.text('tag')])
  if (typeof removed === 'boolean') return c.redirect(`${PATH}?done=removed`, 303)
  if (removed.reason === 'bad-redirect') return redirectsResponse(c, { message: { kind: 'refused', text: removed.message } }, 422)
  return redirectsResponse(c, { message: { kind: 'refused', text: refusalText(removed) } }, 412)
}

async function importFrom(c: DeskContext, form: Form) {
  const csv = form.text('csv')
  const read = redirectsFromCsv(csv)
  if (!read.ok) return redirectsResponse(c, { csv, message: { kind: 'refused', text: `Line ${read.line}: ${read.message}` } }, 422)
  return redirectsResponse(c, { report: await importRows(c.env, read.rows, c.get('actor')) })
}

type Shown = {
  values?: RedirectValues
  flaw?: { field: 'from' | 'to'; message: string }
  csv?: string
  report?: RedirectsImported
  message?: MessageText | undefined
}

async function redirectsResponse(c: DeskContext, { values, flaw, csv, report, message }: Shown, status: 200 | 412 | 422 = 200) {
  const q = (c.req.query('q') ?? '').trim()
  const cursor = c.req.query('cursor')
  const [page, counts, edited] = await Promise.all([
    redirectPressOf(c.env).redirects({ limit: A_PAGE, ...(q && { q }), ...(cursor && { cursor }) }),
    // Redirects don't depend on their counts.
    addressReportOf(c.env).catch(() => undefined),
    valuesOf(c, c.req.query('from')),
  ])
  const canChange = hasRole(c.get('actor'), 'editor')
  return deskResponse(
    c,
    {
      title: 'Redirects',
      area: PATH,
      message,
      children: (
        <>
          <h1>Redirects</h1>
          <p>
            When a story, topic or author is renamed, merged or moved, its old address leads to the new one by itself and can’t be pointed elsewhere. Add any
            other old address here, such as those of an earlier site.
          </p>
          {counts && counts.missing.length > 0 && (
            <p>
              <a href="#missing">
                {counts.missing.length === 1 ? '1 address' : `${counts.missing.length.toLocaleString('en')} addresses`} asked for, but not here
              </a>
            </p>
          )}
          {report && <ImportReport report={report} />}
          {canChange && <RedirectForm path={PATH} values={values ?? edited} flaw={flaw} />}
          <RedirectsTable path={PATH} page={page} used={counts?.used ?? []} q={q} url={c.req.url} canChange={canChange} />
          {counts && <Missing path={PATH} report={counts} canChange={canChange} />}
          {canChange && <ImportForm path={PATH} typed={csv} />}
        </>
      ),
    },
    status,
  )
}

/** Of the redirect that somebody wants to change, or of the address that leads nowhere yet. */
async function valuesOf(c: DeskContext, from: string | undefined): Promise<RedirectValues> {
  const known = from ? await redirectPressOf(c.env).redirect(from) : null
  return known
    ? { from: known.from, to: known.to ?? '', gone: known.to === null, tag: tagOfRedirect(known) }
    : { from: from ?? '', to: '', gone: false, tag: '' }
}

const tagOfRedirect = ({ from, to }: Redirect) => tagOf({ from, to })
