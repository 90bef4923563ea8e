import { beforeEach, describe, expect, test } from 'vitest'
import type { Edit } from '../../src/copy/diff/word-diff.ts'
import { forget } from '../../src/edition/edition.ts'
import { ar } from '../../src/page/phrases/ar.ts'
import { de } from '../../src/page/phrases/de.ts'
import { en, type Phrases } from '../../src/page/phrases/en.ts'
import { site } from '../../src/site.tsx'
import { cardsOf, type FakeKv, fakeEnv, fakePress, frontOf, listingOf, phoneCall, testSite } from '../fakes.ts'

const OTHERS = { de, ar }

/** What a phrase says, with something in its gaps. */
const said = (phrases: Phrases, name: keyof Phrases): string => {
  if (name === 'edits') return phrases.edits([{ done: 'changed', what: 'paragraph', count: 7 }])
  const phrase = phrases[name] as string | ((...gaps: unknown[]) => string)
  return typeof phrase === 'string' ? phrase : phrase(7, 8, 'q')
}

describe.each(Object.entries(OTHERS))('the phrases in %s', (_, phrases) => {
  test('are all there, and all said', () => {
    expect(Object.keys(phrases).sort()).toEqual(Object.keys(en).sort())
    for (const name of Object.keys(en) as (keyof Phrases)[]) expect(said(phrases, name).trim(), name).not.toBe('')
  })
})

test('Arabic counts one, two, few and many', () => {
  expect([1, 2, 3, 11, 103].map((minutes) => ar.readingTime(minutes))).toEqual([
    'وقت القراءة: دقيقة واحدة',
    'وقت القراءة: دقيقتان',
    'وقت القراءة: 3 دقائق',
    'وقت القراءة: 11 دقيقة',
    'وقت القراءة: 103 دقائق',
  ])
})

test('the example of a date keeps its order among Arabic letters', () => expect(ar.searchNoDate).toContain('\u20662026-02-28\u2069'))

describe('a change', () => {
  const edit = (done: Edit['done'], what: Edit['what'], count = 1): Edit => ({ done, what, count })
  const change = [
    edit('changed', 'headline'),
    edit('changed', 'byline'),
    edit('changed', 'paragraph', 3),
    edit('added', 'picture'),
    edit('removed', 'quote', 2),
  ]

  test.each([
    [en, 'Headline, byline and 3 paragraphs changed, 1 picture added, 2 quotes removed.'],
    [de, 'Überschrift, Autorenzeile und 3 Absätze geändert, 1 Bild hinzugefügt, 2 Zitate entfernt.'],
    [ar, 'تغيير العنوان وأسماء الكتّاب و3 فقرات، وإضافة صورة واحدة، وحذف اقتباسين.'],
  ])('is one sentence: %#', (phrases, sentence) => expect(phrases.edits(change)).toBe(sentence))

  test.each([
    [en, ['1 paragraph added.', '2 paragraphs added.']],
    [de, ['1 Absatz hinzugefügt.', '2 Absätze hinzugefügt.']],
    [ar, ['إضافة تصويب واحد.', 'إضافة تصويبين.', 'إضافة 3 تصويبات.', 'إضافة 11 تصويبًا.', 'إضافة 100 تصويب.']],
  ])('counts as its language counts: %#', (phrases, sentences) => {
    const what = phrases === ar ? 'correction' : 'paragraph'
    expect([1, 2, 3, 11, 100].slice(0, sentences.length).map((count) => phrases.edits([edit('added', what, count)]))).toEqual(sentences)
  })
})

describe.each([
  ['de', 'ltr'],
  ['ar', 'rtl'],
] as const)('a site in %s', (lang, direction) => {
  let kv: FakeKv
  let env: Env
  beforeEach(() => {
    forget()
    ;({ kv, env } = fakeEnv({ PRESS: fakePress() }))
    kv.put('site', { ...testSite, lang, showChanges: true, breaking: { text: 'ᚠᚢᚦ' } })
    kv.put('en:article:phone-call', { ...phoneCall, kind: 'live', developing: true, publishedAt: '2020-10-10T16:05:00Z', updatedAt: undefined })
    kv.put('en:listing:front', frontOf(cardsOf(12)))
    kv.put('en:listing:section/world', listingOf('section/world', cardsOf(20), 60))
    kv.put('en:listing:latest', listingOf('latest', cardsOf(20), 60))
  })

  test('names the places to share on as its readers do', async () => {
    const html = await (await site.request('/world/phone-call', {}, env)).text()
    expect(html).toContain(`<span>${OTHERS[lang].mail}</span>`)
    expect(html).not.toContain('<span>Email</span>')
  })

  test.each(['/', '/world', '/latest', '/world/phone-call', '/search', '/saved', '/offline', '/newsletters', '/corrections', '/nothing/here'])(
    'says everything on %s in its own language',
    async (path) => {
      const html = await (await site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)).text()
      expect(html).toContain(`<html lang="${lang}" dir="${direction}"`)
      expect(html).toContain(OTHERS[lang].menu)
      const words = html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/&amp;/g, '&')
      const english = (Object.keys(en) as (keyof Phrases)[]).filter((name) => said(en, name).length > 5 && said(en, name) !== said(OTHERS[lang], name))
      expect(english.filter((name) => words.includes(`>${said(en, name)}<`) || words.includes(`"${said(en, name)}"`))).toEqual([])
    },
  )
})
