/**
 * What the press is asked about pictures. Their files are in R2; here are their catalogue, and what shows them. Callers hold these types
 * beside `PressCalls`. Times are ISO 8601 in UTC to the second.
 */
import type { PictureRights } from '../copy/checks/check-context.ts'
import type { PictureDetails } from '../copy/shapes/picture-details.ts'
import { tagOf } from '../edition/fingerprint.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor, ExpectedTag, Page, PictureUses, Refusal } from './calls.ts'

/** Of an uploaded file: pixels and bytes. `id` is the first half of its SHA-256. */
export type PictureFacts = { id: string; width: number; height: number; type: string; bytes: number }

/**
 * A picture of the catalogue. `src` is its address for copy. `uploadedBy` is unknown of pictures older than the catalogue. `takenOff`: since when
 * readers don't see it, because its licence has ended.
 */
export type PictureInfo = PictureFacts & PictureDetails & { src: string; uploadedAt: string; uploadedBy?: string; withdrawn?: string; takenOff?: string }

/** One that was uploaded before there was a catalogue, as R2 knows it. `at` and `withdrawn` are moments. */
export type OlderPicture = PictureFacts & { at: string; withdrawn?: string }

/**
 * What a picture desk looks for: pictures of which readers are told that a machine made them; that no story, campaign or portrait ever used; that have no
 * alt text; of whose rights nobody has said anything; or that we have no right to show, or none any more.
 */
export const PICTURE_FILTERS = ['ai', 'unused', 'no-alt', 'no-rights', 'not-shown'] as const
export type PictureFilter = (typeof PICTURE_FILTERS)[number]

/** `q`: words of alt text, caption, credit and rights' holder; each must be there, the beginning of a word is enough. */
export type PictureQuery = {
  q?: string | undefined
  cursor?: string | undefined
  limit?: number
  withdrawn?: boolean
  filter?: PictureFilter | undefined
}

/** With a filter, a page may have few pictures or none, and another after it. `olderAfter`: R2's pictures after this key aren't in the catalogue yet. */
export type PicturePage = Page<PictureInfo> & { olderAfter?: string }

/** `isComplete: false`: stories filed before there was an index are still being looked through; ask again. */
export type IndexedUses = PictureUses & { isComplete: boolean }

/** By `src`, as checks before publishing want it. Pictures of whose rights nobody has said anything are left out, but those that were withdrawn. */
export type KnownRights = Record<string, PictureRights>

/** Pictures in use whose licence ends within a week, soonest first; and of those that were taken off within a week. At most 20 each. */
export type EndingPictures = { ending: PictureInfo[]; ended: PictureInfo[] }

export interface PictureCalls {
  /**
   * After an upload. Of one that is known, only details are taken that it has none of. `fromFile` is what the file says of itself: it is taken
   * where nobody has said anything of the picture yet.
   */
  recordPicture(facts: PictureFacts, actor: Actor, details?: PictureDetails, fromFile?: PictureDetails): Promise<PictureInfo>
  /** Takes pictures older than the catalogue into it. `after` is the last key that was looked at; absent when that was all. */
  recordOlderPictures(pictures: OlderPicture[], after?: string): Promise<void>
  recordOlderPicture(picture: OlderPicture): Promise<void>
  /** Newest first. */
  pictures(query: PictureQuery): Promise<PicturePage>
  picture(id: string): Promise<PictureInfo | null>
  /** Replaces all details. `expect` are tags by `tagOfDetails`. Null where there is no such picture. What readers see of it then, only an editor changes. */
  setPictureDetails(id: string, details: PictureDetails, actor: Actor, expect?: ExpectedTag): Promise<{ ok: true; picture: PictureInfo } | Refusal | null>
  /** What shows it in newest, live or waiting copy, and campaigns. */
  pictureUses(id: string): Promise<IndexedUses>
  pictureRights(ids: string[]): Promise<KnownRights>
  endingPictures(): Promise<EndingPictures>
  /** What Cloudflare Images was asked for: each is billed. */
  countTransformations(count: number): Promise<void>
}

/** The tag of what an editor changes of a picture. */
export const tagOfDetails = (picture: PictureDetails) => tagOf(detailsOf(picture))

export const detailsOf = (picture: PictureDetails): PictureDetails =>
  Object.fromEntries(DETAILS.flatMap((name) => (picture[name] === undefined ? [] : [[name, picture[name]]])))

export const DETAILS = ['alt', 'caption', 'credit', 'source', 'people', 'place', 'digitalSource', 'focus', 'rights'] as const satisfies (keyof PictureDetails)[]

/** The same press as `pressOf`'s. */
export const picturePressOf = (env: Env) => pressStub(env) as PictureCalls
