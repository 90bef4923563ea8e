import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type Phrases } from './en.ts'

const LANGUAGES: Record<string, Phrases> = { ar, de, en }

/** The site's own words in the edition's language, English where we have none. */
export const phrasesFor = (lang: string): Phrases => LANGUAGES[lang] ?? LANGUAGES[lang.split('-')[0] ?? ''] ?? en

const RTL = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku-Arab', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** Attributes for the site's own words on a page whose content is in another language. */
export const siteLanguageIn = (site: { lang: string }, lang: string): LanguageAttributes =>
  lang === site.lang ? {} : { lang: site.lang, dir: directionOf(site.lang) }
export type LanguageAttributes = { lang?: string; dir?: 'ltr' | 'rtl' }

/** Which way a language is written. */
export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  RTL.has(lang) || RTL.has(lang.split('-')[0] ?? '') || /-(?:Arab|Hebr)\b/.test(lang) ? 'rtl' : 'ltr'
