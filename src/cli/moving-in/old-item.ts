/**
 * What an old system holds, item by item, as every importer tells it. The frame (`move-in.ts`) does the rest: addresses, sections,
 * pictures, filing, the report. Every item is counted: as filed, or as not, with why.
 */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'

export type OldItem = OldStory | OldAuthor | OldTopic | OldPicture | OldSubscriber | OldRedirect | LeftOut

type Common = {
  /**
   * Stable in the old system and unlike any other of the world: a URI, such as the agency's `uri` or WordPress's
   * `https://old.example/?p=12`. The same id twice is one story.
   */
  id: string
  /** What the old system calls its kind: `post`, `page`, `attachment`, `member`. The report adds up by these. */
  what: string
  /** What the newsroom knows it by. Empty where it has no name. */
  title: string
  /** Where in the input it stands: `line 1204`, `posts/17`, `items.jsonl line 3`. */
  place: string
  /** What of it was left out or mended, in sentences. */
  notes?: readonly string[]
}

/** Of a category, a section, a tag. `parent` is the slug of the one above it, if the old system has such. */
export type OldTerm = { slug?: string; name: string; parent?: string }

export type OldStory = Common & {
  kind: 'story'
  /**
   * `scheduled`: published in the future by `copy.publishedAt`. `private`: readers of the old site had no access, so it is filed
   * as a draft and said so; `notes` say which lock it was.
   */
  state: 'published' | 'scheduled' | 'draft' | 'private'
  /** In the old system: the last part of its address. Any text; the frame makes it a slug of ours and keeps two stories apart. */
  slug?: string
  /** Most important first: the first that is mapped to a section decides, the others are topics. */
  sections: readonly OldTerm[]
  topics: readonly OldTerm[]
  copy: OldCopy
  /** Reads the body when it is filed. Asked for more than once where the input is read more than once. */
  readBody(note: NoteLoss): BlockInput[]
  /** Every address that led to it, absolute: its permalink, `?p=12`, former slugs. */
  addresses: readonly string[]
  /** Older versions, oldest first, each with who filed it and when. */
  history?: readonly OldVersion[]
  /** What feeds called it, if it comes from a site of this software. */
  feedId?: string
  /** Of a site of this software, and unchanged since: it says what it means, down to a picture that it shows twice. */
  isOurs?: boolean
}

/** Tells one thing that readers will not get, as a sentence. */
export type NoteLoss = (sentence: string) => void

export type OldVersion = { at: string; by: string; copy: OldCopy; readBody(note: NoteLoss): BlockInput[] }

/**
 * An article's JSON (contract, "The article") but for what the frame gives: `v`, `slug`, `section`, `topics`, `body`.
 * Pictures, here and in the body, have the address that the old site had them at, absolute, and need no size.
 */
export type OldCopy = {
  headline: string
  /** Absent where the old system does not know it. */
  publishedAt?: string
  byline?: readonly { name: string; slug?: string; role?: string }[]
  picture?: OldPictureUse
  [field: string]: unknown
}

export type OldPictureUse = { src: string; alt?: string; caption?: string; credit?: string; width?: number; height?: number }

/** `email` is never shown to readers unless the old site showed it. Of one `login` there is one person, however many records there are. */
export type OldAuthor = Common & {
  kind: 'author'
  login?: string
  slug: string
  name: string
  role?: string
  bio?: string
  portrait?: string
  url?: string
  addresses?: readonly string[]
}

/** Of a category or tag that says more than its name. */
export type OldTopic = Common & { kind: 'topic'; term: OldTerm; isCategory: boolean; introduction?: string; addresses?: readonly string[] }

/** A picture of the old system's library. It moves when a story shows it. `address` is the original's, `pages` those that showed it alone. */
export type OldPicture = Common & {
  kind: 'picture'
  address: string
  pages?: readonly string[]
  alt?: string
  caption?: string
  credit?: string
  /** What a site of this software knew of it; its words count before those above. */
  details?: PictureDetails
}

/** What an import of subscribers takes (docs/newsletters.md): without proof of consent it is refused there, and said. */
export type OldSubscriber = Common & { kind: 'subscriber'; row: Record<string, string> }

/** `to`: the id of a story in the same input, or an address. None: gone for good (410). */
export type OldRedirect = Common & { kind: 'redirect'; from: string; to?: string; status: 301 | 410 }

/**
 * What is not moved, and why, in a sentence. `count` of such where they are not told one by one. `isLoss`: the newsroom would want it,
 * as of a damaged file: the command ends with 1.
 */
export type LeftOut = Common & { kind: 'left-out'; why: string; count?: number; isLoss?: boolean }
