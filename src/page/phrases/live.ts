/** What stands around a live article's updates. Most articles have none: these words are loaded with the first that does. */
import { grammarOf } from './grammar.ts'

export type LivePhrases = {
  updates: string
  keyMoments: string
  pinned: string
  takenBack: string
  newUpdates: (count: number) => string
  /** What is new or has changed, for the page's script to count: by plural category, as JSON. `#` is the number. */
  newForms: string
  changedForms: string
  newest: string
  earlier: string
  load: string
  /** Withdrawn, or under another name: the page says which. */
  gone: string
  reload: string
  ended: (when: string) => string
}

/** One sentence for each plural category of the language. */
const forms = (lang: string, counted: (count: number) => string) => {
  const rules = new Intl.PluralRules(lang)
  return JSON.stringify(Object.fromEntries([100, 11, 3, 2, 1, 0].map((count) => [rules.select(count), counted(count).replace(String(count), '#')])))
}

const inEnglish = grammarOf('en', ['one', 'other'])
const inGerman = grammarOf('de', ['one', 'other'])
const inArabic = grammarOf('ar', ['one', 'two', 'few', 'many', 'other'])

const newInEnglish = inEnglish.counted('# new update', '# new updates')
const newInGerman = inGerman.counted('# neue Meldung', '# neue Meldungen')
const newInArabic = inArabic.counted('تحديث جديد', 'تحديثان جديدان', '# تحديثات جديدة', '# تحديثًا جديدًا', '# تحديث جديد')

const en: LivePhrases = {
  updates: 'Live updates',
  keyMoments: 'Key moments',
  pinned: 'Pinned',
  takenBack: 'We took this update back.',
  newUpdates: newInEnglish,
  newForms: forms('en', newInEnglish),
  changedForms: forms('en', inEnglish.counted('# update has changed', '# updates have changed')),
  newest: 'Latest updates',
  earlier: 'Earlier updates',
  load: 'New version: load it',
  gone: 'This story has been moved or withdrawn: see what happened',
  reload: 'Reload this page to see new updates.',
  ended: (when) => `This live coverage ended: ${when}`,
}

const LANGUAGES: Record<string, LivePhrases> = {
  en,
  de: {
    updates: 'Live-Meldungen',
    keyMoments: 'Das Wichtigste',
    pinned: 'Angeheftet',
    takenBack: 'Diese Meldung haben wir zurückgezogen.',
    newUpdates: newInGerman,
    newForms: forms('de', newInGerman),
    changedForms: forms('de', inGerman.counted('# Meldung geändert', '# Meldungen geändert')),
    newest: 'Neueste Meldungen',
    earlier: 'Frühere Meldungen',
    load: 'Neue Fassung laden',
    gone: 'Dieser Artikel wurde verschoben oder zurückgezogen: mehr dazu',
    reload: 'Laden Sie die Seite neu, um neue Meldungen zu sehen.',
    ended: (when) => `Ende der Live-Berichterstattung: ${when}`,
  },
  ar: {
    updates: 'التحديثات المباشرة',
    keyMoments: 'أبرز اللحظات',
    pinned: 'مثبّت',
    takenBack: 'سحبنا هذا التحديث.',
    newUpdates: newInArabic,
    newForms: forms('ar', newInArabic),
    changedForms: forms('ar', inArabic.counted('تغيّر تحديث', 'تغيّر تحديثان', 'تغيّرت # تحديثات', 'تغيّر # تحديثًا', 'تغيّر # تحديث')),
    newest: 'أحدث التحديثات',
    earlier: 'تحديثات سابقة',
    load: 'نسخة جديدة: حمّلوها',
    gone: 'نُقلت هذه المادة أو سُحبت: التفاصيل',
    reload: 'أعيدوا تحميل الصفحة لرؤية التحديثات الجديدة.',
    ended: (when) => `انتهت التغطية المباشرة: ${when}`,
  },
}

/** English where we have none. */
export const livePhrasesFor = (lang: string): LivePhrases => LANGUAGES[lang] ?? LANGUAGES[lang.split('-')[0] ?? ''] ?? en
