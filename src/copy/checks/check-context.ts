/** What the checks can't know from the copy alone. Plain data: it is sent to a Web Worker as it is. What is left out isn't checked. */
import type { Flaw } from '../parse.ts'
import type { Article } from '../shapes/article.ts'
import type { StyleRule } from './house-style/rule.ts'

export type CheckContext = {
  /** A moment in the notation of copy. */
  now: string
  /** Origin of the site. Links that begin with it are our own. */
  origin?: string
  /** What the parser said of this copy. */
  flaws?: readonly Flaw[]
  /** Where two editors wrote different things, and nobody has chosen yet. */
  conflicts?: readonly { where: string }[]
  /** By the picture's `src`. */
  rights?: Readonly<Record<string, PictureRights>>
  /** Own paths, and whether readers find something there: see `ownLinks`. */
  paths?: Readonly<Record<string, boolean>>
  houseStyle?: readonly StyleRule[]
  /** Of copy that doesn't name its language: the site's. */
  lang?: string
  /** What readers see now. */
  live?: Article
}

/** `until`: the last moment at which we may show it. `withdrawn`: its files were deleted. */
export type PictureRights = { licensed: boolean; until?: string; withdrawn?: true }

/** A draft may lack anything. What is there has the shape that the parser asks for. */
export type UnfinishedArticle = Partial<Article>
