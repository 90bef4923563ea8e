/**
 * How a picture came about: the terms of IPTC's vocabulary (cv.iptc.org/newscodes/digitalsourcetype), and what readers are told of those
 * that are no photograph of one moment.
 */
export const DIGITAL_SOURCES = [
  'digitalCapture',
  'computationalCapture',
  'multiFrameComputationalCapture',
  'negativeFilm',
  'positiveFilm',
  'print',
  'humanEdits',
  'screenCapture',
  'virtualRecording',
  'digitalCreation',
  'dataDrivenMedia',
  'algorithmicallyEnhanced',
  'compositeCapture',
  'composite',
  'compositeSynthetic',
  'compositeWithTrainedAlgorithmicMedia',
  'algorithmicMedia',
  'trainedAlgorithmicMedia',
] as const
export type DigitalSource = (typeof DIGITAL_SOURCES)[number]

/** Terms that were retired, and what they are called now. */
const RETIRED: Readonly<Record<string, DigitalSource>> = {
  digitalArt: 'digitalCreation',
  softwareImage: 'digitalCreation',
  minorHumanEdits: 'humanEdits',
}

/** From a term or its address, with or without `https`; undefined where it's none of them. */
export function digitalSourceIn(text: string): DigitalSource | undefined {
  const term = text.trim().split('/').at(-1) ?? ''
  return DIGITAL_SOURCES.find((known) => known === term) ?? (Object.hasOwn(RETIRED, term) ? RETIRED[term] : undefined)
}

type Mark = 'generated' | 'edited' | 'computed' | 'montage'

const MARKS: Partial<Record<DigitalSource, Mark>> = {
  trainedAlgorithmicMedia: 'generated',
  compositeWithTrainedAlgorithmicMedia: 'edited',
  compositeSynthetic: 'edited',
  algorithmicMedia: 'computed',
  composite: 'montage',
  compositeCapture: 'montage',
}

const WORDS: Readonly<Record<string, Record<Mark, string>>> = {
  en: { generated: 'AI-generated image', edited: 'Image edited with AI', computed: 'Computer-generated image', montage: 'Composite image' },
  de: { generated: 'Mit KI erzeugtes Bild', edited: 'Mit KI bearbeitetes Bild', computed: 'Am Computer erzeugtes Bild', montage: 'Fotomontage' },
  ar: {
    generated: 'صورة مولّدة بالذكاء الاصطناعي',
    edited: 'صورة معدّلة بالذكاء الاصطناعي',
    computed: 'صورة مولّدة بالحاسوب',
    montage: 'صورة مركّبة',
  },
}

/** What readers are told in their language; undefined of what is simply a photograph or a drawing. In a language we don't have, English. */
export function pictureMark(source: DigitalSource, lang: string): string | undefined {
  const mark = MARKS[source]
  return mark && (WORDS[lang.split('-')[0]?.toLowerCase() ?? ''] ?? WORDS.en)?.[mark]
}
