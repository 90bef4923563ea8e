import { describe, expect, test } from 'vitest'
import { fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { parseStoredArticle } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { phoneCall } from '../fakes.ts'

const words = (length: number) =>
  'The harbour board says that '
    .repeat(20)
    .slice(0, length - 1)
    .concat('.')

const LINES = [
  ['headline', 200, (text: string) => ({ headline: text })],
  ['kicker', 60, (text: string) => ({ kicker: text })],
  ['dateline', 80, (text: string) => ({ dateline: text })],
  ['byline/0/name', 100, (text: string) => ({ byline: [{ name: text }] })],
  ['byline/0/role', 120, (text: string) => ({ byline: [{ name: 'Ann Lee', role: text }] })],
  ['topics/0/name', 100, (text: string) => ({ topics: [{ slug: 'harbour', name: text }] })],
] as const

describe('no line takes the room of the other stories on a page', () => {
  test.each(LINES)('%s can have up to %d characters, and who files more is told so once', (pointer, most, fields) => {
    expect(parseArticle({ ...phoneCall, ...fields(words(most)) })).toMatchObject({ ok: true })
    for (const length of [most + 1, 400, 401, 900])
      expect(parseArticle({ ...phoneCall, ...fields(words(length)) }), `${length}`).toEqual({
        ok: false,
        flaws: [{ pointer: `/${pointer}`, message: `This field can have up to ${most} characters.` }],
      })
  })

  test.each(LINES)('an article that was filed with a longer %s is read as before', (_, most, fields) => {
    expect(parseStoredArticle({ ...phoneCall, ...fields(words(most + 1)) })).toMatchObject({ ok: true, value: fields(words(most + 1)) })
  })

  test('an agency’s story isn’t lost for a kicker or a byline that is too long: these are left out, and a note says so', () => {
    const taken = fromNinjs(
      {
        uri: 'urn:newsml:agency.example:1',
        versionCreated: '2026-11-10T16:05:00Z',
        headlines: [
          { role: 'main', value: 'Ferries stop' },
          { role: 'kicker', value: words(61) },
        ],
        by: `By Ann Lee and ${words(101)}`,
        bodies: [{ role: 'main', contentType: 'text/html', value: '<p>They do.</p>' }],
      },
      { section: 'world' },
    )
    expect(taken).toMatchObject({ ok: true, article: { headline: 'Ferries stop', byline: [{ name: 'Ann Lee' }] } })
    expect(taken).toMatchObject({ notes: expect.arrayContaining([expect.stringContaining('The kicker'), expect.stringContaining('The byline')]) })
    expect(taken).not.toHaveProperty('article.kicker')
  })
})
