/** The audit trail: every change of the ledger, newest first. */
import { Hono } from 'hono'
import type { AuditLine } from '../../../press/calls.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { auditWords } from '../layout/audit-words.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Moment, NextPage } from '../layout/moment.tsx'
import { needing } from '../layout/refusal-pages.tsx'

export const audit = new Hono<DeskEnv>().get('/desk/audit', needing('admin', showAudit))

async function showAudit(c: DeskContext) {
  const { items, nextCursor } = await press(c).audit(c.req.query('cursor'), 100)
  const site = c.get('site')
  return deskResponse(c, {
    title: 'Audit trail',
    area: '/desk/audit',
    children: (
      <>
        <h1>Audit trail</h1>
        <table class="rows stacking">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Story</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            {items.map((line) => (
              <AuditRow line={line} when={<Moment at={line.at} site={site} />} />
            ))}
          </tbody>
        </table>
        {items.length === 0 && <p class="empty">Nothing has been recorded yet.</p>}
        <NextPage url={c.req.url} cursor={nextCursor} />
      </>
    ),
  })
}

const AuditRow = ({ line: { by, what, slug, revision, detail }, when }: { line: AuditLine; when: ReturnType<typeof Moment> }) => (
  <tr>
    <td data-label="When">{when}</td>
    <td data-label="Who">{by}</td>
    <td data-label="What">{auditWords(what)}</td>
    <td data-label="Story">
      {slug && (
        <a href={`/desk/stories/${slug}`}>
          <bdi>{slug}</bdi>
        </a>
      )}
      {revision !== undefined && ` revision ${revision}`}
    </td>
    <td data-label="Details">{detail}</td>
  </tr>
)
