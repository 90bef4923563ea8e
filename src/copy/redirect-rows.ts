/** Redirects as files: CSV as spreadsheets and other systems' plug-ins write them, and JSON Lines. */
import { csvCell, parseCsv } from './text/csv.ts'

/** `line` counts from 1. `fault`: why the line is no redirect. */
export type RedirectRow = { line: number; from: string; to: string | null; fault?: string }
export type RedirectRows = { ok: true; rows: RedirectRow[] } | { ok: false; line: number; message: string }

const NAMES = {
  from: ['from', 'source', 'source url', 'old', 'old url', 'url', 'request', 'path'],
  to: ['to', 'target', 'target url', 'destination', 'new', 'new url', 'redirect to'],
  status: ['status', 'code', 'http code', 'action code', 'status code'],
} as const

/** Without a first line that names columns, they are `from`, `to` and `status`. */
export function redirectsFromCsv(text: string): RedirectRows {
  const parsed = parseCsv(text)
  if (!parsed.ok) return parsed
  const [head, ...rest] = parsed.records
  if (!head) return { ok: true, rows: [] }
  const named = head.cells.map((cell) => cell.trim().toLowerCase())
  const at = (field: keyof typeof NAMES) => named.findIndex((name) => (NAMES[field] as readonly string[]).includes(name))
  const hasHead = at('from') >= 0 && at('to') >= 0
  if (!hasHead && !/^(?:https?:\/)?\/|^\?/i.test(head.cells[0]?.trim() ?? ''))
    return {
      ok: false,
      line: head.line,
      message: 'The first line must name the columns from and to, and can name status; or be a redirect itself, such as "/old,/new".',
    }
  const columns = hasHead ? { from: at('from'), to: at('to'), status: at('status') } : { from: 0, to: 1, status: 2 }
  const cell = (cells: readonly string[], index: number) => cells[index]?.trim() ?? ''
  const records = hasHead ? rest : parsed.records
  return {
    ok: true,
    rows: records.map(({ line, cells }) =>
      redirectRow(line, { from: cell(cells, columns.from), to: cell(cells, columns.to), status: cell(cells, columns.status) }),
    ),
  }
}

export function redirectsFromLines(text: string): RedirectRows {
  const rows = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [rowOfLine(index + 1, line)]))
  return { ok: true, rows }
}

function rowOfLine(line: number, text: string): RedirectRow {
  try {
    const { from, to, status } = (JSON.parse(text) ?? {}) as { from?: unknown; to?: unknown; status?: unknown }
    if (typeof from !== 'string' || (to != null && typeof to !== 'string')) return { line, from: '', to: null, fault: '"from" and "to" must be text.' }
    return redirectRow(line, { from, to: to ?? '', status: status == null ? (to == null ? '410' : '') : String(status) })
  } catch {
    // That it can't be read is the answer.
    return { line, from: '', to: null, fault: 'This line isn’t JSON.' }
  }
}

/** 302, 307 and 308 become 301: what has moved here has moved for good. */
function redirectRow(line: number, { from, to, status }: { from: string; to: string; status: string }): RedirectRow {
  if (!/^(?:|30[1278]|410)$/.test(status)) return { line, from, to, fault: `The status "${status}" isn’t one that a redirect can have. Use 301 or 410.` }
  if (status === '410') return { line, from, to: null }
  return to === '' ? { line, from, to, fault: 'This needs an address to lead to, or the status 410.' } : { line, from, to }
}

type Saved = { from: string; to: string | null; status: number }

export const REDIRECTS_CSV_HEAD = 'from,to,status\r\n'
export const redirectToCsv = ({ from, to, status }: Saved) => `${[from, to ?? '', String(status)].map(csvCell).join(',')}\r\n`
export const redirectToLine = ({ from, to, status }: Saved) => `${JSON.stringify({ from, to, status })}\n`
