/** An article on its way out, as readers have it; a draft as it is. */
import type { Article } from '../../copy/shapes/article.ts'
import type { LedgerSurvey } from './ledger-survey.ts'

export type OutStory = {
  article: Article
  state: 'draft' | 'scheduled' | 'published' | 'withdrawn'
  revision: number
  /** When it comes out, if that is still to come. */
  until?: string
  /** It has no date of its own: nobody published it yet. */
  isUndated: boolean
  /** There is a newer version that readers have not got. */
  hasNewer: boolean
  /** What it was called before, where readers had it so. */
  formerly: readonly string[]
  /** What feeds call it for ever, once it was out. */
  feedId?: string
  /** A line that says by what readers and feeds know it, if there is more to say than its fields do. */
  about?: Readonly<Record<string, unknown>> | undefined
}

export type OutName = { kind: 'topic' | 'author'; slug: string; name: string; record?: Readonly<Record<string, unknown>> }

/** `file`: where its file is in the folder, if it could be had. */
export type PictureFile = (src: string) => Promise<{ file: string; type: string } | undefined>

/** A format that stories go out in. `finish` is called once, after all stories. */
export type OutFormat = { story(story: OutStory): Promise<void>; finish(names: readonly OutName[]): Promise<void> }
export type OutMeans = { folder: string; siteUrl: string; siteName: string; lang: string; pictureFile: PictureFile; ledger: LedgerSurvey }
