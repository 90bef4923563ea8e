/**
 * Ghost's members, as its dashboard exports them (CSV). That somebody is a member proves nothing: only rows whose file says when, where and in which
 * words its reader agreed are taken (docs/newsletters.md).
 */
import { readFile } from 'node:fs/promises'
import { parseCsv } from '../../../copy/text/csv.ts'
import { EXIT, ExitError, usageError } from '../../exit-error.ts'
import { spreadsheetText } from '../../spreadsheet-text.ts'
import type { OldItem } from '../old-item.ts'

const PROOF = ['list', 'consent_at', 'consent_words', 'consent_source', 'country'] as const

const NO_PROOF = `There’s no proof that they agreed. If you have it, add the columns ${PROOF.join(', ')} to the file.`

export async function* memberItems(file: string): AsyncGenerator<OldItem> {
  const bytes = await readFile(file).catch(() => {
    throw usageError(`There is no file "${file}".`)
  })
  const read = spreadsheetText(bytes)
  if (!read.ok) throw new ExitError(EXIT.refused, `${file}: ${read.message}`)
  const parsed = parseCsv(read.text)
  if (!parsed.ok) throw new ExitError(EXIT.refused, `${file}:${parsed.line}: ${parsed.message}`)
  const [head, ...records] = parsed.records
  const columns = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  if (!columns.includes('email')) throw new ExitError(EXIT.refused, `${file} has no column “email”: it’s no list of members.`)
  for (const { line, cells } of records) {
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at]?.trim() ?? '']))
    yield memberItem(row, line)
  }
}

/** Reports name lines, never people. */
function memberItem(row: Record<string, string>, line: number): OldItem {
  const common = { id: `member at line ${line}`, what: 'member', title: '', place: `members, line ${line.toLocaleString('en')}` }
  if (row.deleted_at) return { ...common, kind: 'left-out', why: 'They were deleted there.' }
  if ('subscribed_to_emails' in row && row.subscribed_to_emails !== 'true') return { ...common, kind: 'left-out', why: 'They get no emails.' }
  if (PROOF.some((column) => !row[column])) return { ...common, kind: 'left-out', why: NO_PROOF }
  return { ...common, kind: 'subscriber', row: Object.fromEntries(['email', ...PROOF].map((column) => [column, row[column] ?? ''])) }
}
