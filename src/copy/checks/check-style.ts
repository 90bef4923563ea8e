/** House style as findings. */
import type { CheckContext } from './check-context.ts'
import { advise, type Finding } from './finding.ts'
import type { StyleRule } from './house-style/rule.ts'
import { matchStyle, styleFor } from './house-style/style.ts'
import type { CopyText } from './texts.ts'

const DEFAULT_LANG = 'en'

export function checkHouseStyle(texts: readonly CopyText[], { houseStyle, lang = DEFAULT_LANG }: Pick<CheckContext, 'houseStyle' | 'lang'>): Finding[] {
  if (!houseStyle?.length) return []
  const style = styleFor(houseStyle, lang)
  const patternWork = { steps: 0 }
  return texts.flatMap(({ where, text }) =>
    matchStyle(style, text, patternWork).map(({ rule, from, to, fix }) =>
      advise('house-style', where, messageOf(rule, text.slice(from, to), fix), { range: { from, to }, fix }),
    ),
  )
}

function messageOf({ why }: StyleRule, found: string, fix: string) {
  const rule = fix.trim() === '' ? `House style leaves out “${found}”.` : `House style is “${fix}”, not “${found}”.`
  return why ? `${rule} ${why}` : rule
}
