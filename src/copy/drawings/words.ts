/** What the site itself says of charts and maps. */

type Names = Record<
  'bar' | 'line' | 'dot' | 'map' | 'first' | 'last' | 'highest' | 'lowest' | 'shows' | 'route' | 'place' | 'position' | 'data' | 'source',
  string
>

/** `lang` is how numbers, dates and lists are written. */
export type DrawingWords = Names & { lang: string }

const en: DrawingWords = {
  lang: 'en-GB',
  bar: 'Bar chart',
  line: 'Line chart',
  dot: 'Dot chart',
  map: 'Map',
  first: 'first',
  last: 'last',
  highest: 'highest',
  lowest: 'lowest',
  shows: 'It shows',
  route: 'Line',
  place: 'Place',
  position: 'Latitude, longitude',
  data: 'Show the data',
  source: 'Source',
}

const LANGUAGES: Record<string, DrawingWords> = {
  en,
  de: {
    lang: 'de',
    bar: 'Balkendiagramm',
    line: 'Liniendiagramm',
    dot: 'Punktdiagramm',
    map: 'Karte',
    first: 'zuerst',
    last: 'zuletzt',
    highest: 'höchster Wert',
    lowest: 'niedrigster Wert',
    shows: 'Zu sehen sind',
    route: 'Linie',
    place: 'Ort',
    position: 'Breite, Länge',
    data: 'Daten anzeigen',
    source: 'Quelle',
  },
  ar: {
    lang: 'ar',
    bar: 'رسم بياني بالأعمدة',
    line: 'رسم بياني خطي',
    dot: 'رسم بياني نقطي',
    map: 'خريطة',
    first: 'أول قيمة',
    last: 'آخر قيمة',
    highest: 'أعلى قيمة',
    lowest: 'أدنى قيمة',
    shows: 'يظهر فيها',
    route: 'خط',
    place: 'المكان',
    position: 'خط العرض، خط الطول',
    data: 'عرض البيانات',
    source: 'المصدر',
  },
}

export const drawingWordsFor = (lang: string): DrawingWords => LANGUAGES[lang.split('-')[0] ?? ''] ?? en

/** What is nearer to nought would be written as nought, or as a row of noughts. */
const PLAIN = 1e-9

/**
 * As people write it: with the language's signs, and no more digits than say something. `step` is the least difference that must
 * show, as between the numbers of an axis; without it, a value below a tenth keeps two digits of its own.
 */
export function numberText(value: number, lang: string, step?: number) {
  const least = step ?? Math.abs(value)
  if (value !== 0 && Math.abs(value) < PLAIN && least < PLAIN) return formatted(value, lang, { notation: 'scientific', maximumSignificantDigits: 4 })
  return formatted(value, lang, {
    maximumSignificantDigits: step === undefined && Math.abs(value) < 1000 ? 4 : 15,
    maximumFractionDigits: least > 0 && least < 0.1 ? Math.min(15, 1 - Math.floor(Math.log10(least))) : 2,
    roundingPriority: 'lessPrecision',
  })
}

/** Making one takes longer than using it, and a table has thousands of numbers. There are as many as there are ways to round. */
const formats = new Map<string, Intl.NumberFormat>()

/** With a minus for a hyphen. Arabic has a mark of direction before it. */
export function formatted(value: number, lang: string, options: Intl.NumberFormatOptions) {
  const key = `${lang} ${Object.values(options).join(' ')}`
  const format = formats.get(key) ?? new Intl.NumberFormat(lang, options)
  formats.set(key, format)
  return format.format(value).replace(/^(\u200e?)-/, '$1−')
}
