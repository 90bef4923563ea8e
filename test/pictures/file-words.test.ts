import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { detailsFrom as detailsIn, detailsFromFile as detailsOfFile } from '../../src/pictures/words/details-from-file.ts'
import type { FileTexts } from '../../src/pictures/words/jpeg-texts.ts'

const detailsFrom = (texts: FileTexts, timeZone = 'UTC') => detailsIn(texts, timeZone)
const detailsFromFile = (bytes: Uint8Array, type: string, timeZone = 'UTC') => detailsOfFile(bytes, type, timeZone)

const packet = (inside: string, attributes = '') => `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" ${attributes}>${inside}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const alt = (...texts: [string, string][]) => `<rdf:Alt>${texts.map(([lang, text]) => `<rdf:li xml:lang="${lang}">${text}</rdf:li>`).join('')}</rdf:Alt>`
const WORDS = packet(
  `<Iptc4xmpCore:AltTextAccessibility>${alt(['de', 'Eine Fähre'], ['x-default', 'A ferry &amp; a tug'])}</Iptc4xmpCore:AltTextAccessibility>
  <dc:description>${alt(['x-default', 'The ferry leaves Zürich.'])}</dc:description>
  <dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li></rdf:Seq></dc:creator>
  <dc:rights>${alt(['x-default', '© 2026 Reuters'])}</dc:rights>
  <xmpRights:UsageTerms>${alt(['x-default', 'Editorial use only.'])}</xmpRights:UsageTerms>
  <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ada Obi</rdf:li><rdf:li>Ben Wu</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
  <Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
  <Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Zürich</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Switzerland</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
  <plus:LicenseEndDate>2027-03-31</plus:LicenseEndDate>
  <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://example.com/buy</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>`,
  'photoshop:Credit="Reuters" photoshop:Source="Reuters Pictures" xmpRights:WebStatement="https://example.com/licence"',
)
const SAID = {
  alt: 'A ferry & a tug',
  caption: 'The ferry leaves Zürich.',
  credit: 'Ann Lee / Reuters',
  source: 'Reuters Pictures',
  people: ['Ada Obi', 'Ben Wu'],
  place: 'Zürich, Switzerland',
  digitalSource: 'trainedAlgorithmicMedia',
  rights: {
    until: '2027-03-31T23:59:59Z',
    terms: 'Editorial use only.',
    notice: '© 2026 Reuters',
    licenceUrl: 'https://example.com/licence',
    acquireUrl: 'https://example.com/buy',
  },
}
const blank = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#a33' } })

/** A JPEG with an IPTC segment of these data sets, as Photoshop writes them. */
async function jpegWith(dataSets: [number, Uint8Array | string][], envelope: number[] = []) {
  const jpeg = await blank().jpeg().toBuffer()
  const bytes = dataSets.flatMap(([number, value]) => {
    const data = typeof value === 'string' ? new TextEncoder().encode(value) : value
    return [0x1c, 2, number, data.length >> 8, data.length & 255, ...data]
  })
  const iim = [...envelope, ...bytes]
  const resource = [
    ...new TextEncoder().encode('Photoshop 3.0\0'),
    0x38,
    0x42,
    0x49,
    0x4d,
    4,
    4,
    0,
    0,
    0,
    0,
    iim.length >> 8,
    iim.length & 255,
    ...iim,
    ...(iim.length % 2 ? [0] : []),
  ]
  const length = resource.length + 2
  return new Uint8Array([...jpeg.subarray(0, 2), 0xff, 0xed, length >> 8, length & 255, ...resource, ...jpeg.subarray(2)])
}
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('the words in a picture’s file', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('are read out of a %s', async (format) => {
    const bytes = new Uint8Array(await blank().withXmp(WORDS).toFormat(format).toBuffer())
    expect(await detailsFromFile(bytes, `image/${format}`)).toEqual(SAID)
  })

  test('are told by their namespaces, whatever the prefixes are called', () => {
    expect(
      detailsFrom({
        xmp: WORDS.replaceAll('Iptc4xmpExt:', 'e:')
          .replace('xmlns:Iptc4xmpExt', 'xmlns:e')
          .replaceAll('photoshop:', 'ps:')
          .replace('xmlns:photoshop', 'xmlns:ps'),
      }),
    ).toEqual(SAID)
  })

  test('are IPTC’s where there is no XMP, with the end of the licence', async () => {
    const bytes = await jpegWith([
      [120, 'The ferry leaves.'],
      [80, 'Ann Lee'],
      [110, 'Ann Lee/AFP'],
      [116, '© AFP'],
      [90, 'Zürich'],
      [37, '20270331'],
      [38, '180000+0200'],
    ])
    expect(await detailsFromFile(bytes, 'image/jpeg')).toEqual({
      caption: 'The ferry leaves.',
      credit: 'Ann Lee/AFP',
      place: 'Zürich',
      rights: { until: '2027-03-31T16:00:00Z', notice: '© AFP' },
    })
  })

  test.each([
    ['in UTF-8 that says so', [0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47], 'Zürich – ferry' as string | Uint8Array, 'Zürich – ferry'],
    ['in UTF-8 that doesn’t', [], 'Zürich – ferry', 'Zürich – ferry'],
    ['in Latin-1', [], latin1('Z\xfcrich'), 'Zürich'],
    ['in Windows-1252', [], latin1('Z\xfcrich \x96 ferry'), 'Zürich – ferry'],
    ['in Latin-1 that says it is UTF-8', [0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47], latin1('Z\xfcrich'), 'Zürich'],
  ])('are legible %s', async (_, envelope, text, expected) => {
    expect(await detailsFromFile(await jpegWith([[120, text]], envelope), 'image/jpeg')).toEqual({ caption: expected })
  })

  test.each([
    ['Asia/Tokyo', '2027-03-28', '2027-03-28T14:59:59Z'],
    ['America/New_York', '2027-03-14', '2027-03-15T03:59:59Z'],
    // The clocks go back over the end of that day.
    ['America/Havana', '2026-10-31', '2026-11-01T03:59:59Z'],
    ['Europe/Zurich', '2027-03-28T18:00:00', '2027-03-28T16:00:00Z'],
    ['Europe/Zurich', '2027-03-28T18:00:00Z', '2027-03-28T18:00:00Z'],
  ])('say of a licence’s last day that it counts to its end where the newsroom is: in %s, %s ends at %s', (timeZone, said, until) => {
    expect(detailsFrom({ xmp: packet(`<plus:LicenseEndDate>${said}</plus:LicenseEndDate>`) }, timeZone).rights).toEqual({ until })
    const [day = '', time = ''] = said.replaceAll(/[-:]/g, '').split('T')
    expect(detailsFrom({ iptc: new Map([[37, [day]], ...(time ? [[38, [time.replace('Z', '+0000')]] as [number, string[]]] : [])]) }, timeZone).rights).toEqual(
      { until },
    )
  })

  test('are read on where they are too long for one part of a JPEG, in whatever order', async () => {
    const digest = '0123456789ABCDEF0123456789ABCDEF'
    const text = new TextEncoder().encode(packet('<dc:description>The ferry leaves Zürich.</dc:description>'))
    const segment = (parts: (string | Uint8Array)[]) => {
      const data = Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)))
      return Buffer.concat([Uint8Array.of(0xff, 0xe1, (data.length + 2) >> 8, (data.length + 2) & 255), data])
    }
    const number = (value: number) => Uint8Array.of(0, 0, value >> 8, value & 255)
    const part = (of: string, from: number, to: number) =>
      segment(['http://ns.adobe.com/xmp/extension/\0', of, number(text.length), number(from), text.subarray(from, to)])
    const first = segment([
      'http://ns.adobe.com/xap/1.0/\0',
      packet('', `photoshop:Credit="AFP" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${digest}"`),
    ])
    const jpeg = await blank().jpeg().toBuffer()
    // An umlaut may be cut in two.
    const cut = Buffer.from(text).indexOf('ü') + 1
    const parts = [part(digest, cut, text.length), part('F'.repeat(32), 0, cut), part(digest, 0, cut)]
    const bytes = new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), first, ...parts, jpeg.subarray(2)]))
    expect(await detailsFromFile(bytes, 'image/jpeg')).toEqual({ caption: 'The ferry leaves Zürich.', credit: 'AFP' })
  })

  test('that are nonsense are left out, each for itself', async () => {
    const said = detailsFrom({
      xmp: packet('<plus:LicenseEndDate>soon</plus:LicenseEndDate>', 'photoshop:Credit="AFP" xmpRights:WebStatement="javascript:alert(1)"'),
    })
    expect(said).toEqual({ credit: 'AFP' })
    expect(detailsFrom({ xmp: packet('', `photoshop:Credit="${'x'.repeat(5000)}"`) }).credit).toHaveLength(400)
    expect(await detailsFromFile(await jpegWith([[37, '20271399']]), 'image/jpeg')).toEqual({})
  })

  test('never keep a picture out, however they are broken or made to hang', async () => {
    const bytes = new Uint8Array(await blank().withXmp(WORDS).jpeg().toBuffer())
    for (let at = 0; at < bytes.length; at += 37) await detailsFromFile(bytes.slice(0, at), 'image/jpeg')
    for (const bomb of [
      '<a:b '.repeat(100_000),
      '<rdf:li>'.repeat(100_000),
      '<!ENTITY a "&b;&b;">'.repeat(10_000),
      packet(`<dc:rights>${'<rdf:li>x</rdf:li>'.repeat(50_000)}</dc:rights>`),
    ])
      detailsFrom({ xmp: bomb })
  })
})
