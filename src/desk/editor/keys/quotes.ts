/** Quotation marks as a language writes them, for the straight ones of a keyboard. */
import { InputRule } from 'prosemirror-inputrules'

type Quotes = readonly [open: string, close: string, openSingle: string, closeSingle: string]

const ENGLISH: Quotes = ['“', '”', '‘', '’']
const QUOTES: Record<string, Quotes> = {
  en: ENGLISH,
  de: ['„', '“', '‚', '’'],
  fr: ['«\u00a0', '\u00a0»', '‘', '’'],
  es: ['«', '»', '‘', '’'],
  it: ['«', '»', '‘', '’'],
  pt: ENGLISH,
  nl: ENGLISH,
  ru: ['«', '»', '„', '“'],
  pl: ['„', '”', '‚', '’'],
  sv: ['”', '”', '’', '’'],
  ar: ['«', '»', '‘', '’'],
}

/** Languages that are not listed keep what is typed. */
export function quoteRules(lang: string): InputRule[] {
  const quotes = QUOTES[lang.toLowerCase().split('-')[0] ?? '']
  if (!quotes) return []
  const [open, close, openSingle, closeSingle] = quotes
  const rule = (match: RegExp, text: string) => new InputRule(match, text, { inCodeMark: false })
  return [
    rule(/(?:^|[\s{[(<'"\u2018\u201C\u00ab\u201e—–])(")$/, open),
    rule(/"$/, close),
    rule(/(?:^|[\s{[(<'"\u2018\u201C\u00ab\u201e—–])(')$/, openSingle),
    rule(/'$/, closeSingle),
  ]
}
