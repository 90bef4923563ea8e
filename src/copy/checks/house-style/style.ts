/** All rules of house style on one text. */
import { fillIn, matchPattern } from './pattern-run.ts'
import { compilePattern, type Program } from './pattern-syntax.ts'
import { isForLanguage, type StyleRule } from './rule.ts'
import { compileWords, matchWords, type StyleMatch, type WordRules, type Work } from './word-rules.ts'

export type CompiledStyle = { words: WordRules; patterns: readonly { rule: StyleRule; program: Program }[] }

/**
 * Of patterns on all texts of an article: a second or two. Real ones take a few steps a character; those that an editor could think up to
 * take long stop looking here.
 */
const MAX_PATTERN_STEPS = 10_000_000

/** The rules for copy in `lang`. A pattern that isn't valid, from an older build say, is left out. */
export function compileStyle(rules: readonly StyleRule[], lang: string, work?: Work): CompiledStyle {
  const own = rules.filter((rule) => isForLanguage(rule.lang, lang))
  return {
    words: compileWords(
      own.filter(({ pattern }) => !pattern),
      work,
    ),
    patterns: own
      .filter(({ pattern }) => pattern)
      .flatMap((rule) => {
        const compiled = compilePattern(rule.wrong)
        return compiled.ok ? [{ rule, program: compiled.program }] : []
      }),
  }
}

/** In the order of the text, none within another: words come first. `patternWork` is that of all texts that are checked together. */
export function matchStyle({ words, patterns }: CompiledStyle, text: string, patternWork: Work = { steps: 0 }): StyleMatch[] {
  const matches = matchWords(words, text)
  const found = patterns.flatMap(({ rule, program }) =>
    matchPattern(program, text, patternWork, MAX_PATTERN_STEPS)
      .map((match): StyleMatch => ({ rule, from: match.from, to: match.to, fix: fillIn(rule.right, match) }))
      .filter(({ from, to, fix }) => fix !== text.slice(from, to)),
  )
  return withoutOverlaps(matches, found)
}

function withoutOverlaps(preferred: StyleMatch[], others: StyleMatch[]) {
  const taken = [...preferred.map((match) => ({ match, rank: 0 })), ...others.map((match) => ({ match, rank: 1 }))]
  taken.sort((a, b) => a.match.from - b.match.from || a.rank - b.rank)
  const kept: StyleMatch[] = []
  for (const { match } of taken) if ((kept.at(-1)?.to ?? 0) <= match.from) kept.push(match)
  return kept
}

/** Copy is checked again and again by the same rules. */
const compiledStyles = new WeakMap<readonly StyleRule[], Map<string, CompiledStyle>>()

export function styleFor(rules: readonly StyleRule[], lang: string): CompiledStyle {
  const known = compiledStyles.get(rules) ?? new Map<string, CompiledStyle>()
  compiledStyles.set(rules, known)
  const style = known.get(lang) ?? compileStyle(rules, lang)
  known.set(lang, style)
  return style
}
