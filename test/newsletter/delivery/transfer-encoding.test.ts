import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeMime } from '../../../src/newsletter/delivery/mime.ts'
import { encodeText } from '../../../src/newsletter/delivery/transfer-encoding.ts'
import { letter, parsed } from './letter.ts'

const ascii = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
/** After a line in plain Latin letters, as most of a letter is. */
const LATIN = `${'They spoke. '.repeat(5)}They did\n`
const encoded = (text: string) => ascii(encodeText(LATIN + text).bytes).slice(ascii(encodeText(LATIN).bytes).length)

test('Latin text stays readable, and other scripts become Base64 when that is shorter', () => {
  expect(encodeText('The leaders spoke — for half an hour.').name).toBe('quoted-printable')
  expect(encodeText('Le président a parlé pendant une demi-heure, ont dit les deux parties.').name).toBe('quoted-printable')
  expect(encodeText('استمر الاتصال نصف ساعة').name).toBe('base64')
  expect(encodeText('兩位領導人通電話').name).toBe('base64')
})

test('what would be lost on the way is written out', () => {
  expect(encoded('a=b')).toBe('a=3Db')
  expect(encoded('blank \nand tab\t\nend ')).toBe('blank=20\r\nand tab=09\r\nend=20')
  expect(encoded('one\r\ntwo\rthree\nfour')).toBe('one\r\ntwo\r\nthree\r\nfour')
  expect(encoded(`é${' '.repeat(4)}x`)).toBe('=C3=A9    x')
})

test('a line has 76 columns, and no character is cut', () => {
  const lines = encoded(`${'x'.repeat(73)}é${'y'.repeat(200)}`).split('\r\n')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76)
  expect(lines.join('\r\n').replaceAll('=\r\n', '')).toBe(`${'x'.repeat(73)}=C3=A9${'y'.repeat(200)}`)
})

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '\t', '\n', '\r\n', '=', '.', '\n.\n', ' \n', '--', 'From '),
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => `A${parts.join('')}z`)

test('whatever is written comes out as it was, on lines of ASCII that fit', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      const raw = composeMime(letter({ text: words, html: `<p>${words}</p>` }), new Date())
      for (const line of ascii(raw).split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,998}$/)
      const mail = await parsed(raw)
      const lines = words.replace(/\r\n?/g, '\n')
      expect(mail.text).toBe(lines)
      expect(mail.html).toBe(`<p>${lines}</p>`)
    }),
    { numRuns: 200 },
  )
}, 30_000)
