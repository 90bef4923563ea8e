import { ar } from './ar.ts'
import { de } from './de.ts'
import { en, type Words } from './en.ts'

const LANGUAGES: Record<string, Words> = { ar, de, en }

/** The newsletters' own words in the edition's language, English where we have none. Loaded with the pages that say them. */
export const wordsFor = (lang: string): Words => LANGUAGES[lang] ?? LANGUAGES[lang.split('-')[0] ?? ''] ?? en

export type { Words }
