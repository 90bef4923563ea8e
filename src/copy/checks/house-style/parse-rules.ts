/** The gate for rules of house style. */
import * as v from 'valibot'
import { type Flaw, type Parsed, parseWith } from '../../parse.ts'
import { LanguageTag, Line } from '../../shapes/field.ts'
import { cleanText } from '../../text/characters.ts'
import { compilePattern } from './pattern-syntax.ts'
import type { StyleRule } from './rule.ts'
import { isSpace, tokensOf } from './tokens.ts'

/** A dictionary of a great newspaper has some ten thousand entries. */
export const MAX_RULES = 15_000
/** Each is run over all text. */
const MAX_PATTERNS = 50
const MAX_TEXT = 200

const text = v.pipe(v.string('This field must be text.'), v.maxLength(MAX_TEXT, `This field can have up to ${MAX_TEXT} characters.`), v.transform(cleanText))

/** Spaces at either end of a pattern, and of what is written in its place, are meant. */
export const StyleRuleShape = v.object({
  wrong: text,
  right: text,
  why: v.optional(v.pipe(Line, v.maxLength(300, 'A reason can have up to 300 characters.'))),
  lang: v.optional(LanguageTag),
  pattern: v.optional(v.boolean('"pattern" must be true or false.')),
})

export const HouseStyle = v.pipe(
  v.array(StyleRuleShape, 'House style must be a list of {"wrong", "right", "why", "lang"}.'),
  v.maxLength(MAX_RULES, `House style can have up to ${MAX_RULES.toLocaleString('en')} rules.`),
)

/** Pointers lead into the list: `/3/wrong`. */
export function parseHouseStyle(input: unknown): Parsed<StyleRule[]> {
  const parsed = parseWith(HouseStyle, input)
  if (!parsed.ok) return parsed
  const rules = parsed.value.map(tidied)
  const flaws = [...rules.flatMap(ruleFlaws), ...repeatedFlaws(rules), ...tooManyPatterns(rules)]
  return flaws.length > 0 ? { ok: false, flaws: flaws.slice(0, 50) } : { ok: true, value: rules }
}

/** As it is saved: always the same fields, in the same order. */
const tidied = ({ wrong, right, why, lang, pattern }: StyleRule): StyleRule => ({
  wrong: pattern ? wrong : wrong.trim(),
  right: pattern ? right : right.trim(),
  ...(why && { why }),
  ...(lang && { lang }),
  ...(pattern && { pattern }),
})

function ruleFlaws(rule: StyleRule, at: number): Flaw[] {
  const pointer = `/${at}/wrong`
  if (rule.pattern) {
    const compiled = compilePattern(rule.wrong)
    if (rule.wrong === '') return [{ pointer, message: 'Enter a pattern.' }]
    return compiled.ok ? [] : [{ pointer, message: `“${rule.wrong}” isn’t a pattern we can use: ${compiled.message}` }]
  }
  if (tokensOf(rule.wrong).every(isSpace)) return [{ pointer, message: 'Enter the words that are wrong.' }]
  return rule.wrong === rule.right ? [{ pointer: `/${at}/right`, message: `“${rule.right}” is both right and wrong.` }] : []
}

function repeatedFlaws(rules: readonly StyleRule[]): Flaw[] {
  const known = new Map<string, number>()
  return rules.flatMap((rule, at) => {
    const name = keyOf(rule)
    const before = known.get(name)
    if (before !== undefined)
      return [{ pointer: `/${at}/wrong`, message: `There’s a rule for “${rule.wrong}” already, at ${before + 1}. Keep one of the two.` }]
    known.set(name, at)
    return []
  })
}

function tooManyPatterns(rules: readonly StyleRule[]): Flaw[] {
  const at = rules.flatMap(({ pattern }, index) => (pattern ? [index] : []))[MAX_PATTERNS]
  return at === undefined ? [] : [{ pointer: `/${at}/pattern`, message: `House style can have up to ${MAX_PATTERNS} patterns.` }]
}

/** What a rule is known by: a second one of the same takes its place. */
const keyOf = ({ wrong, lang = '', pattern }: StyleRule) => JSON.stringify([wrong, lang, pattern === true])

/** With one more rule, at the end or in the place of the one for the same words. */
export function withRule(rules: readonly StyleRule[], rule: StyleRule): StyleRule[] {
  const name = keyOf(rule)
  return rules.some((other) => keyOf(other) === name) ? rules.map((other) => (keyOf(other) === name ? rule : other)) : [...rules, rule]
}
