/** House style: the rules by which copy is checked, for editors and for spreadsheets. */
import { houseStyleFromCsv, houseStyleToCsv } from '../../copy/checks/house-style/csv.ts'
import { MAX_RULES, parseHouseStyle, StyleRuleShape } from '../../copy/checks/house-style/parse-rules.ts'
import type { StyleRule } from '../../copy/checks/house-style/rule.ts'
import type { Parsed } from '../../copy/parse.ts'
import { readText } from '../../edge/request-body.ts'
import { tagOf } from '../../edition/fingerprint.ts'
import { type ApiContext, press } from './api-context.ts'
import { flawsProblem, parseJsonText } from './json-text.ts'
import { readExpectedTag } from './preconditions.ts'
import { refusalProblem } from './refusal.ts'
import { mediaTypeOf, readJsonBody } from './request-inputs.ts'
import { jsonResponse, problemResponse } from './responses.ts'

/** As many rules as there can be, and more than a spreadsheet would make of them. */
const MAX_BYTES = 5_000_000

export async function readHouseStyle(c: ApiContext) {
  const rules = await press(c).houseStyle()
  return jsonResponse(c, { rules }, 200, { ETag: `"${tagOf(rules)}"` })
}

export async function exportHouseStyle(c: ApiContext) {
  const rules = await press(c).houseStyle()
  return c.body(houseStyleToCsv(rules), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': 'attachment; filename="house-style.csv"',
    ETag: `"${tagOf(rules)}"`,
  })
}

/** All rules at once, as JSON or, at its own address, as CSV. */
export async function setHouseStyle(c: ApiContext) {
  if (mediaTypeOf(c) !== 'application/json')
    return problemResponse(c, { status: 415, detail: 'Send JSON with "Content-Type: application/json".', headers: { Accept: 'application/json' } })
  return replaceRules(c, (text) => {
    const json = parseJsonText(text, MAX_RULES)
    return json.ok ? underRules(parseHouseStyle((json.value as { rules?: unknown } | null)?.rules)) : { ok: false, flaws: json.problem.flaws ?? [] }
  })
}

export async function importHouseStyle(c: ApiContext) {
  if (mediaTypeOf(c) !== 'text/csv')
    return problemResponse(c, { status: 415, detail: 'Send the rules with "Content-Type: text/csv".', headers: { Accept: 'text/csv' } })
  return replaceRules(c, houseStyleFromCsv)
}

async function replaceRules(c: ApiContext, parse: (text: string) => Parsed<StyleRule[]>) {
  const text = await readText(c.req.raw, MAX_BYTES)
  if (!text.ok) return problemResponse(c, text.problem)
  const expect = readExpectedTag(c)
  if (!expect.ok) return problemResponse(c, expect.problem)
  const rules = parse(text.value)
  if (!rules.ok) return problemResponse(c, flawsProblem(rules.flaws))
  const set = await press(c).setHouseStyle(rules.value, c.get('actor'), expect.value)
  return set.ok ? jsonResponse(c, { rules: set.rules.length }, 200, { ETag: `"${tagOf(set.rules)}"` }) : problemResponse(c, refusalProblem(set))
}

const underRules = (parsed: Parsed<StyleRule[]>): Parsed<StyleRule[]> =>
  parsed.ok ? parsed : { ok: false, flaws: parsed.flaws.map(({ pointer, message }) => ({ pointer: `/rules${pointer}`, message })) }

/** One rule, as an editor learns it from a correction. */
export async function addStyleRule(c: ApiContext) {
  const body = await readJsonBody(c, StyleRuleShape)
  if (!body.ok) return problemResponse(c, body.problem)
  const rule = parseHouseStyle([body.value])
  if (!rule.ok) return problemResponse(c, flawsProblem(rule.flaws.map(({ pointer, message }) => ({ pointer: pointer.replace(/^\/0/, ''), message }))))
  const { rules, replaced } = await press(c).addStyleRule(rule.value[0] as StyleRule, c.get('actor'))
  return jsonResponse(c, { rule: rule.value[0], rules, replaced }, replaced ? 200 : 201)
}
