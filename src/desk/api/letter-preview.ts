/** A preview of an issue as it would be now: nothing is stored or sent. */

import { type ArchivedIssue, mailingListOf } from '../../newsletter/calls.ts'
import type { Composed, IssueContent } from '../../newsletter/letters/issue.ts'
import type { ApiContext } from './api-context.ts'
import { siteOf } from './newsletters.ts'
import { readQuery } from './request-inputs.ts'
import { LetterPreviewQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/**
 * A letter's styles stand in its elements, where no hash can name them. So the page is a sandbox of its own: it runs nothing, sends
 * nothing, and has no origin whose pages it could reach. Our own pages may frame it, to show it as wide as a phone.
 */
const LETTER_POLICY = [
  "default-src 'none'",
  "img-src 'self' https: data:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export const LETTER_HEADERS = {
  'Content-Security-Policy': LETTER_POLICY,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

export async function previewLetter(c: ApiContext) {
  const query = readQuery(c, LetterPreviewQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const name = c.req.param('list') ?? ''
  const { newsletter, url } = await siteOf(c)
  const list = newsletter?.lists.find(({ slug }) => slug === name)
  if (!list) return problemResponse(c, { status: 404, detail: `The site has no newsletter called "${name}".` })
  const { format, kind = list.kind, articles, introduction, subject } = query.value
  const { composeIssue, fillIn } = await import('../../newsletter/letters/issue.ts')
  const before = await mailingListOf(c.env).sentIssues(name)
  const sent = new Set(before.flatMap((issue) => issue.articles))
  const composed = await composeIssue(
    c.env,
    { kind, list: name, ...(articles && { articles }), ...(introduction && { introduction }), ...(subject && { subject }) },
    { now: Date.now(), ...sinceLast(before), wasSent: (slugs) => slugs.some((slug) => sent.has(slug)), issuePath: `/newsletters/${name}` },
  )
  if (!composed.ok) return problemResponse(c, refusalOf(composed))
  const links = { unsubscribe: `${url}/newsletters/unsubscribe`, preferences: `${url}/newsletters/preferences` }
  return answerAs(c, format, { ...composed.content, html: fillIn(composed.content.html, links), text: fillIn(composed.content.text, links) })
}

const sinceLast = ([last]: readonly ArchivedIssue[]) => (last ? { since: Date.parse(last.at) } : {})

function answerAs(c: ApiContext, format: 'html' | 'text' | 'json', content: IssueContent) {
  switch (format) {
    case 'json':
      return jsonResponse(c, content)
    case 'text':
      return c.text(content.text)
    case 'html':
      return c.html(content.html, 200, LETTER_HEADERS)
  }
}

function refusalOf({ reason, message }: Extract<Composed, { ok: false }>) {
  switch (reason) {
    case 'unknown-list':
      return { status: 404 as const, detail: message }
    case 'unknown-article':
    case 'too-many-articles':
      return { status: 422 as const, detail: message, flaws: [{ pointer: '/articles', message }] }
    case 'no-articles':
      return { status: 409 as const, detail: message, members: { reason } }
  }
}
