/** What of copy was left out on its way in, in words for whoever filed it. Nothing is lost in silence. */
import { cleanLine } from './characters.ts'

export type Omission =
  /** Something that is not text, with its text if it had some. */
  | { what: 'element'; tag: string; address?: string | undefined; words?: string }
  /** Text that nobody saw where it comes from. */
  | { what: 'hidden'; words: string }
  /** The words of the link stay. */
  | { what: 'link'; href: string; reason: string }
  /** The words in it stay. */
  | { what: 'tag'; tag: string }
  | { what: 'other'; sentence: string }

/** Takes one thing that was left out. */
export type ReportOmission = (omission: Omission) => void

/** For readings whose loss nobody hears of. */
export const ignoreOmissions: ReportOmission = () => undefined

/** More notes than these help nobody. */
const MAX_NOTES = 20

/** Notes of one filing. Each is there once, with how often it applies. */
export class Notes {
  readonly #counts = new Map<string, number>()
  #dropped = 0

  /** A report for what is at a JSON Pointer into the copy. */
  readonly reporterAt =
    (pointer: string): ReportOmission =>
    (omission) =>
      this.add(pointer ? `${pointer}: ${omissionNote(omission)}` : omissionNote(omission))

  add(note: string) {
    const times = this.#counts.get(note)
    if (times === undefined && this.#counts.size === MAX_NOTES) this.#dropped++
    else this.#counts.set(note, (times ?? 0) + 1)
  }

  list(): string[] {
    const notes = [...this.#counts].map(([note, times]) => (times === 1 ? note : `${note} (${times} times)`))
    return this.#dropped === 0 ? notes : [...notes, `And ${this.#dropped.toLocaleString('en')} more.`]
  }
}

/** Notes that were taken elsewhere, as one list of as many as help. */
export function condenseNotes(notes: readonly string[]): string[] {
  const all = new Notes()
  for (const note of notes) all.add(note)
  return all.list()
}

export function omissionNote(omission: Omission): string {
  switch (omission.what) {
    case 'element':
      return `${elementName(omission.tag)}${omission.address ? ` (${excerpt(omission.address)})` : ''} was left out${omission.words?.trim() ? `: “${excerpt(omission.words)}”` : ''}.${ADVICE[omission.tag] ?? ''}`
    case 'hidden':
      return `Hidden text was left out: “${excerpt(omission.words)}”.`
    case 'link':
      return removedLinkNote(cleanLine(omission.href), omission.reason)
    case 'tag':
      return `<${omission.tag}> isn’t allowed here and was left out. Its text was kept.`
    case 'other':
      return omission.sentence
  }
}

/** The words of the link stay. */
export const removedLinkNote = (href: string, reason: string) => `The link to “${href.trim().slice(0, 200)}” was removed: ${reason}`

const elementName = (tag: string) => ELEMENT_NAMES[tag] ?? `A <${excerpt(tag)}>`

const ELEMENT_NAMES: Record<string, string> = {
  script: 'A script',
  noscript: 'Content for browsers without JavaScript',
  iframe: 'An <iframe>',
  embed: 'An <embed>',
  object: 'An <object>',
  img: 'A picture',
  input: 'A form field',
  textarea: 'A form field',
  select: 'A form field',
  button: 'A button',
  form: 'A form',
  nav: 'A menu',
  svg: 'A drawing (SVG)',
  math: 'A formula (MathML)',
  audio: 'An <audio>',
  s: 'Struck-out text',
}

const ADVICE: Record<string, string> = {
  iframe: ' You can use an embed block instead.',
  embed: ' You can use an embed block instead.',
  object: ' You can use an embed block instead.',
  video: ' You can use an embed block instead.',
  audio: ' You can use an embed block instead.',
  img: ' You can use a picture block instead.',
}

const MAX_EXCERPT = 160

const excerpt = (text: string) => {
  const line = cleanLine(text.slice(0, MAX_EXCERPT * 4)).replace(/\s+/g, ' ')
  return line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT).toWellFormed()}…` : line
}
