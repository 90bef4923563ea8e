/**
 * What a picture's file says of the picture: the words that its agency or photographer put there (IPTC Photo Metadata Standard), as details of the
 * newsroom's own. Where XMP and IPTC both speak, XMP does. Nothing of places by their coordinates, cameras or owners of cameras is read.
 */
import * as v from 'valibot'
import { isDay, offsetAt } from '../../copy/calendar.ts'
import { endOfDay } from '../../copy/end-of-day.ts'
import { digitalSourceIn } from '../../copy/shapes/digital-source.ts'
import { PictureDetails, PictureRights } from '../../copy/shapes/picture-details.ts'
import { instantOf } from '../../copy/text/instant.ts'
import { textsOf } from './file-texts.ts'
import type { FileTexts } from './jpeg-texts.ts'
import { readXmp, textIn, type Xmp } from './xmp.ts'

/** Empty where the file says nothing, or nothing that can be read. `timeZone`: the newsroom's, where the file names a day or a time without one. */
export async function detailsFromFile(bytes: Uint8Array, type: string, timeZone: string): Promise<PictureDetails> {
  try {
    return detailsFrom(await textsOf(bytes, type), timeZone)
  } catch {
    // Texts that contradict the file around them are as good as none.
    return {}
  }
}

export function detailsFrom({ xmp: xml = '', iptc = new Map() }: FileTexts, timeZone: string): PictureDetails {
  const xmp = readXmp(xml)
  const read = (name: string, dataSet?: number) => textIn(xmp, name) ?? (dataSet === undefined ? undefined : iptc.get(dataSet)?.[0])
  const rights = parsed(PictureRights.entries, {
    holder: line(read('plus:CopyrightOwner/plus:CopyrightOwnerName')),
    until: endIn(read('plus:LicenseEndDate') ?? expiryIn(iptc), timeZone),
    terms: read('xmpRights:UsageTerms')?.slice(0, 4000),
    notice: line(read('dc:rights', 116)),
    licenceUrl: read('xmpRights:WebStatement'),
    acquireUrl: read('plus:Licensor/plus:LicensorURL'),
  })
  return parsed(PictureDetails.entries, {
    alt: read('core:AltTextAccessibility')?.slice(0, 1000),
    caption: read('dc:description', 120)?.slice(0, 4000),
    credit: creditOf(line(read('dc:creator', 80)), line(read('photoshop:Credit', 110))),
    source: line(read('photoshop:Source', 115)),
    people: peopleIn(xmp),
    place: placeIn(xmp, read),
    digitalSource: digitalSourceIn(read('ext:DigitalSourceType') ?? ''),
    ...(Object.keys(rights).length > 0 && { rights }),
  })
}

/** Each for itself: one that doesn't hold takes none of the others with it. */
function parsed<E extends v.ObjectEntries>(entries: E, values: Record<string, unknown>) {
  const good = Object.entries(values).flatMap(([name, value]) => {
    const schema = entries[name]
    if (value === undefined || !schema) return []
    const result = v.safeParse(schema as v.GenericSchema, value)
    return result.success ? [[name, result.output]] : []
  })
  // Each value came out of its own schema.
  return Object.fromEntries(good) as Partial<v.InferOutput<v.ObjectSchema<E, undefined>>>
}

const MAX_LINE = 400
const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').slice(0, MAX_LINE)

/** As it's printed: who took it, and for whom. */
function creditOf(creator: string | undefined, credit: string | undefined) {
  if (!creator || !credit) return credit ?? creator
  return credit.toLowerCase().includes(creator.toLowerCase()) ? credit : `${creator} / ${credit}`.slice(0, MAX_LINE)
}

function peopleIn(xmp: Xmp) {
  const names = [...new Set((xmp.get('ext:PersonInImage') ?? []).map(({ text }) => line(text) as string))]
  return names.length > 0 ? names.slice(0, 50) : undefined
}

type Read = (name: string, dataSet?: number) => string | undefined

/** What is shown comes before where the camera stood. */
function placeIn(xmp: Xmp, read: Read) {
  const parts = ['Sublocation', 'City', 'ProvinceState', 'CountryName'].map((name) => textIn(xmp, `ext:LocationShown/ext:${name}`))
  const places = parts.some(Boolean)
    ? parts
    : [read('core:Location', 92), read('photoshop:City', 90), read('photoshop:State', 95), read('photoshop:Country', 101)]
  return line([...new Set(places.filter(Boolean))].join(', ')) || undefined
}

/** IIM 2:37, CCYYMMDD, and 2:38, HHMMSS with its zone: until then its owner wants it used. */
function expiryIn(iptc: ReadonlyMap<number, readonly string[]>) {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(iptc.get(37)?.[0]?.trim() ?? '') ?? []
  if (!year) return undefined
  const [, hour, minute, second, zone] = /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(iptc.get(38)?.[0]?.trim() ?? '') ?? []
  return hour ? `${year}-${month}-${day}T${hour}:${minute}:${second}${zone ?? ''}` : `${year}-${month}-${day}`
}

/** A day counts to its end, where the newsroom is. */
function endIn(text: string | undefined, timeZone: string) {
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text?.trim() ?? '') ?? []
  if (!day || !isDay(day)) return undefined
  if (!time) return endOfDay(day, timeZone)
  const clock = Date.parse(`${day}T${time}Z`)
  if (zone || Number.isNaN(clock)) return `${day}T${time}${zone ?? ''}`
  return instantOf(clock - offsetAt(clock - offsetAt(clock, timeZone), timeZone))
}
