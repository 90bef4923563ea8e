/** House style as comma-separated values, for spreadsheets and other systems. */
import type { Flaw, Parsed } from '../../parse.ts'
import { csvCell, parseCsv } from '../../text/csv.ts'
import { parseHouseStyle } from './parse-rules.ts'
import type { StyleRule } from './rule.ts'

const COLUMNS = ['wrong', 'right', 'why', 'lang', 'pattern'] as const
type Column = (typeof COLUMNS)[number]

export const houseStyleToCsv = (rules: readonly StyleRule[]) =>
  [
    COLUMNS.join(','),
    ...rules.map(({ wrong, right, why = '', lang = '', pattern }) => [wrong, right, why, lang, pattern ? 'yes' : ''].map(csvCell).join(',')),
    '',
  ].join('\r\n')

/** Columns can stand in any order, and others beside them. Pointers name lines of the file: `/line/4/wrong`. */
export function houseStyleFromCsv(csv: string): Parsed<StyleRule[]> {
  const read = parseCsv(csv)
  if (!read.ok) return { ok: false, flaws: [{ pointer: `/line/${read.line}`, message: read.message }] }
  const [head, ...records] = read.records
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase())
  if (!names.includes('wrong') || !names.includes('right'))
    return {
      ok: false,
      flaws: [{ pointer: '/line/1', message: `The first line must name the columns "wrong" and "right"; "why", "lang" and "pattern" are optional.` }],
    }
  const cellsOf = (cells: readonly string[]) =>
    Object.fromEntries(COLUMNS.map((column) => [column, cells[names.indexOf(column)] ?? ''])) as Record<Column, string>
  const rules = records.map(({ cells }) => ruleOf(cellsOf(cells)))
  const parsed = parseHouseStyle(rules)
  if (parsed.ok) return parsed
  return { ok: false, flaws: parsed.flaws.map((flaw) => atLine(flaw, records)) }
}

const ruleOf = ({ wrong, right, why, lang, pattern }: Record<Column, string>): StyleRule => ({
  wrong,
  right,
  ...(why.trim() && { why }),
  ...(lang.trim() && { lang: lang.trim() }),
  ...(/^(?:yes|true|1|x)$/i.test(pattern.trim()) && { pattern: true }),
})

function atLine({ pointer, message }: Flaw, records: readonly { line: number }[]): Flaw {
  const [, at = '', rest = ''] = /^\/(\d+)(.*)$/.exec(pointer) ?? []
  const line = records[Number(at)]?.line
  return line === undefined || at === '' ? { pointer, message } : { pointer: `/line/${line}${rest}`, message: `Line ${line}: ${message}` }
}
