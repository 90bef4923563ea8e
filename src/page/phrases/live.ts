/** What stands around a live article's updates. Most articles have none: these words are loaded with the first that does. */
import { grammarOf } from './grammar.ts'

export type LivePhrases = {
  updates: string
  keyMoments: string
  pinned: string
  takenBack: string
  newUpdates: (count: number) => string
  ended: (when: string) => string
}

const en: LivePhrases = {
  updates: 'Live updates',
  keyMoments: 'Key moments',
  pinned: 'Pinned',
  takenBack: 'We took this update back.',
  newUpdates: grammarOf('en', ['one', 'other']).counted('# new update', '# new updates'),
  ended: (when) => `This live coverage ended: ${when}`,
}

const LANGUAGES: Record<string, LivePhrases> = {
  en,
  de: {
    updates: 'Live-Meldungen',
    keyMoments: 'Das Wichtigste',
    pinned: 'Angeheftet',
    takenBack: 'Diese Meldung haben wir zurückgezogen.',
    newUpdates: grammarOf('de', ['one', 'other']).counted('# neue Meldung', '# neue Meldungen'),
    ended: (when) => `Ende der Live-Berichterstattung: ${when}`,
  },
  ar: {
    updates: 'التحديثات المباشرة',
    keyMoments: 'أبرز اللحظات',
    pinned: 'مثبّت',
    takenBack: 'سحبنا هذا التحديث.',
    newUpdates: grammarOf('ar', ['one', 'two', 'few', 'many', 'other']).counted(
      'تحديث جديد',
      'تحديثان جديدان',
      '# تحديثات جديدة',
      '# تحديثًا جديدًا',
      '# تحديث جديد',
    ),
    ended: (when) => `انتهت التغطية المباشرة: ${when}`,
  },
}

/** English where we have none. */
export const livePhrasesFor = (lang: string): LivePhrases => LANGUAGES[lang] ?? LANGUAGES[lang.split('-')[0] ?? ''] ?? en
