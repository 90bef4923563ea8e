/** A backup, out: every row that can't be made again, page by page, and which pictures there are. Each page belongs to a backup that is in the audit trail. */
import { type BackupPart, TABLE_PARTS } from '../../backup/calls.ts'
import { listBackupOf } from '../../newsletter/calls.ts'
import { originalKey } from '../../pictures/picture-keys.ts'
import { backupPressOf } from '../../press/backup-calls.ts'
import { readershipOf } from '../../readership/calls.ts'
import type { ApiContext } from './api-context.ts'
import { readQuery } from './request-inputs.ts'
import { BackupQuery } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export const JSON_LINES = 'application/jsonl; charset=utf-8'
/** What comes first is whole first: keys and pictures before the ledger that names them. */
export const PARTS = ['keys', 'mailing-list', 'readership', 'pictures', 'ledger'] as const
export type Part = (typeof PARTS)[number]
const PICTURES_A_PAGE = 500

export const partParam = (c: ApiContext) => PARTS.find((part) => part === c.req.param('part'))
export const isTablePart = (part: Part): part is BackupPart => (TABLE_PARTS as readonly string[]).includes(part)

/** The object that holds a part. */
export function holderOf(env: Env, part: BackupPart) {
  switch (part) {
    case 'ledger':
      return backupPressOf(env)
    case 'mailing-list':
    case 'keys':
      return listBackupOf(env)
    case 'readership':
      return readershipOf(env)
  }
}

export const unknownPartResponse = (c: ApiContext) => problemResponse(c, { status: 404, detail: `A backup has no such part. It has ${PARTS.join(', ')}.` })

export async function beginBackup(c: ApiContext) {
  return jsonResponse(c, { v: 1, mark: await backupPressOf(c.env).beginBackup(c.get('actor')), parts: PARTS }, 201)
}

export async function readBackupPage(c: ApiContext) {
  const part = partParam(c)
  const query = readQuery(c, BackupQuery)
  if (!part) return unknownPartResponse(c)
  if (!query.ok) return problemResponse(c, query.problem)
  const { mark, cursor } = query.value
  if (!(await backupPressOf(c.env).isBackupMark(mark)))
    return problemResponse(c, { status: 409, detail: 'No backup began there. Begin one with POST /api/backup and send its "mark" with every page.' })
  const page = isTablePart(part)
    ? await holderOf(c.env, part).backupPage({ part, mark, ...(cursor !== undefined && { cursor }) })
    : { ok: true as const, ...(await picturesPage(c.env.PICTURES, cursor)) }
  if (!page.ok)
    return problemResponse(c, {
      status: 409,
      detail: 'Something was renamed, deleted, undone or imported while this was read, so its pages don’t fit together. Begin again.',
      members: { reason: 'moved' },
    })
  const { lines, nextCursor } = page
  return c.body(lines.map((line) => `${line}\n`).join(''), 200, {
    'Content-Type': JSON_LINES,
    ...(nextCursor !== undefined && { 'Dateline-Next-Cursor': encodeURIComponent(nextCursor) }),
  })
}

/** Uploads as they were sent, and marks of those that were withdrawn. What readers get of them is made again from these. */
async function picturesPage(pictures: R2Bucket, cursor: string | undefined) {
  const listed = await pictures.list({
    prefix: originalKey(''),
    limit: PICTURES_A_PAGE,
    include: ['httpMetadata', 'customMetadata'],
    ...(cursor !== undefined && { startAfter: originalKey(cursor) }),
  })
  const lines = listed.objects.map(({ key, size, httpMetadata, customMetadata = {} }) =>
    JSON.stringify({
      id: key.slice(originalKey('').length),
      bytes: size,
      ...(httpMetadata?.contentType !== undefined && { type: httpMetadata.contentType }),
      metadata: Object.fromEntries(Object.entries(customMetadata).sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  )
  const last = listed.objects.at(-1)
  return { lines, ...(listed.truncated && last && { nextCursor: last.key.slice(originalKey('').length) }) }
}
