/** Rows of an import of subscribers: each brings the proof of its consent, or is refused by its line. Pure. */
import { parseWith } from '../../copy/parse.ts'
import { Instant, Line, Prose } from '../../copy/shapes/field.ts'
import type { Newsletters } from '../../copy/shapes/site.ts'
import { parseCsv } from '../../copy/text/csv.ts'
import { decideOffer } from '../../edge/newsletter-gate.ts'
import type { ImportedRow, ImportResult } from '../../newsletter/calls.ts'

export type Refused = { line: number; ok: false; message: string }

/** Without these a file is no import. */
const NEEDED = ['email', 'list', 'consent_at', 'consent_words', 'consent_source', 'country'] as const
/** And these it may have. */
const MORE = ['consent_version', 'consent_notice', 'confirmed_at', 'state'] as const

/** As long as consent's words can be. */
const MAX_NOTICE = 4000

type Row = Record<(typeof NEEDED)[number] | (typeof MORE)[number], string>

export type RowsRead = { ok: true; rows: ImportedRow[]; refused: Refused[] } | { ok: false; message: string }

/** The first record names the columns, in any order; others are passed over. */
export function subscriberRows(csv: string, newsletter: Newsletters, now: number): RowsRead {
  if (csv.includes('\0')) return { ok: false, message: 'This isn’t UTF-8 text. Save the file as CSV in UTF-8.' }
  const parsed = parseCsv(csv)
  if (!parsed.ok) return { ok: false, message: parsed.message }
  const [head, ...records] = parsed.records
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase())
  // As an export calls it.
  const columns = names.includes('country') ? names : names.map((name) => (name === 'consent_country' ? 'country' : name))
  const missing = NEEDED.filter((name) => !columns.includes(name))
  if (missing.length > 0) return { ok: false, message: `The first line must name the columns. Missing: ${missing.join(', ')}.` }
  // Of two columns of one name nobody can tell which has the address, or what was agreed to.
  const twice = [...NEEDED, ...MORE].find((name) => columns.indexOf(name) !== columns.lastIndexOf(name))
  if (twice) return { ok: false, message: `The first line names the column "${twice}" twice. Leave one out.` }
  const read = records.map(({ line, cells }) => {
    const row = Object.fromEntries([...NEEDED, ...MORE].map((name) => [name, (cells[columns.indexOf(name)] ?? '').trim()])) as Row // One for each name.
    return rowOf(line, row, newsletter, now)
  })
  return { ok: true, rows: read.flatMap((row) => ('email' in row ? [row] : [])), refused: read.flatMap((row) => ('email' in row ? [] : [row])) }
}

function rowOf(line: number, row: Row, newsletter: Newsletters, now: number): ImportedRow | Refused {
  const refuse = (message: string): Refused => ({ line, ok: false, message })
  const list = newsletter.lists.find(({ slug }) => slug === row.list)
  if (!list) return refuse(`The site has no newsletter called "${row.list}".`)
  // An export has those who left and those who never confirmed, too.
  if (row.state === 'pending' || row.state === 'unsubscribed') return refuse(`This reader’s "state" is "${row.state}". Only confirmed readers can be imported.`)
  const at = parseWith(Instant, row.consent_at)
  if (!at.ok || Date.parse(at.value) > now) return refuse('"consent_at" must be the time when this reader agreed, such as "2026-02-28T09:30:00Z".')
  const words = parseWith(Prose, row.consent_words)
  if (!words.ok) return refuse('"consent_words" must be the text that this reader agreed to, as it was shown.')
  const source = parseWith(Line, row.consent_source)
  if (!source.ok) return refuse('"consent_source" must say how this reader agreed, such as "form on our old site, confirmed by mail".')
  const confirmedAt = row.confirmed_at ? parseWith(Instant, row.confirmed_at) : undefined
  if (confirmedAt && (!confirmedAt.ok || Date.parse(confirmedAt.value) > now))
    return refuse('"confirmed_at", if you have it, must be the time when this reader confirmed, such as "2026-02-28T09:31:00Z".')
  const country = row.country.toUpperCase()
  const offer = decideOffer({ country, inEu: undefined }, newsletter.gate, list.gate)
  if (!offer.offer) return refuse(whyWithheld(offer.reason, country))
  return {
    line,
    email: row.email,
    list: list.slug,
    wording: { version: row.consent_version.slice(0, 400), words: words.value, ...(row.consent_notice && { notice: row.consent_notice.slice(0, MAX_NOTICE) }) },
    at: at.value,
    country,
    source: source.value,
    ...(confirmedAt && { confirmedAt: confirmedAt.value }),
  }
}

function whyWithheld(reason: 'eu' | 'listed' | 'unknown-place', country: string) {
  switch (reason) {
    case 'eu':
      return `This reader is in the E.U. (${country}), where newsletters aren’t offered.`
    case 'listed':
      return `This newsletter isn’t offered in ${country}.`
    case 'unknown-place':
      return '"country" must be the ISO 3166-1 code of the country where this reader agreed, such as "SG".'
  }
}

/** What became of a row that bore its proof. */
export function lineOf({ line, result }: ImportResult): { line: number; ok: boolean; result?: 'added' | 'already'; message?: string } {
  switch (result) {
    case 'added':
    case 'already':
      return { line, ok: true, result }
    case 'erased':
      return { line, ok: false, message: 'This reader’s data was erased at their request or by an editor. They can sign up again with the form.' }
    case 'bounce':
      return { line, ok: false, message: 'Emails to this address came back. 30 days after that, this reader can sign up again with the form.' }
    case 'complaint':
      return {
        line,
        ok: false,
        message: 'This reader reported our emails as spam. We don’t write to this address any more, not even if it is entered in the form.',
      }
    case 'editor':
      return { line, ok: false, message: 'An editor blocked this address. We don’t write to it any more, not even if it is entered in the form.' }
    case 'left':
      return { line, ok: false, message: 'This reader has unsubscribed from this newsletter here. They can sign up again with the form.' }
    case 'no-address':
      return { line, ok: false, message: '"email" must be an email address such as name@example.org.' }
  }
}
