/** What of copy was left out on its way in, in words for whoever filed it. Nothing goes in silence. */
import { mendLine } from './characters.ts'

export type LeftOut =
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
export type Report = (left: LeftOut) => void

/** For readings whose loss nobody hears of. */
export const unheard: Report = () => undefined

/** More notes than these help nobody. */
const MAX_NOTES = 20

/** Notes of one filing. Each is said once, and how often it held. */
export class Notes {
  readonly #said = new Map<string, number>()
  #more = 0

  /** A report for what stands at a JSON Pointer into the copy. */
  readonly at =
    (pointer: string): Report =>
    (left) =>
      this.add(pointer ? `${pointer}: ${sentenceOf(left)}` : sentenceOf(left))

  add(note: string) {
    const times = this.#said.get(note)
    if (times === undefined && this.#said.size === MAX_NOTES) this.#more++
    else this.#said.set(note, (times ?? 0) + 1)
  }

  list(): string[] {
    const said = [...this.#said].map(([note, times]) => (times === 1 ? note : `${note} (${times} times)`))
    return this.#more === 0 ? said : [...said, `And ${this.#more.toLocaleString('en')} more.`]
  }
}

/** Notes that were taken elsewhere, as one list of as many as help. */
export function listed(notes: readonly string[]): string[] {
  const all = new Notes()
  for (const note of notes) all.add(note)
  return all.list()
}

export function sentenceOf(left: LeftOut): string {
  switch (left.what) {
    case 'element':
      return `${nameOf(left.tag)}${left.address ? ` (${excerpt(left.address)})` : ''} was left out${left.words?.trim() ? `: “${excerpt(left.words)}”` : ''}.${INSTEAD[left.tag] ?? ''}`
    case 'hidden':
      return `Hidden text was left out: “${excerpt(left.words)}”.`
    case 'link':
      return removedLinkNote(mendLine(left.href), left.reason)
    case 'tag':
      return `<${left.tag}> isn’t allowed here and was left out. Its text was kept.`
    case 'other':
      return left.sentence
  }
}

/** The words of the link stay. */
export const removedLinkNote = (href: string, reason: string) => `The link to “${href.trim().slice(0, 200)}” was removed: ${reason}`

const nameOf = (tag: string) => NAMES[tag] ?? `A <${excerpt(tag)}>`

const NAMES: Record<string, string> = {
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

const INSTEAD: Record<string, string> = {
  iframe: ' You can use an embed block instead.',
  embed: ' You can use an embed block instead.',
  object: ' You can use an embed block instead.',
  video: ' You can use an embed block instead.',
  audio: ' You can use an embed block instead.',
  img: ' You can use a picture block instead.',
}

const MAX_EXCERPT = 160

const excerpt = (text: string) => {
  const line = mendLine(text.slice(0, MAX_EXCERPT * 4)).replace(/\s+/g, ' ')
  return line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT).toWellFormed()}…` : line
}
