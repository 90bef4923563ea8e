/** What is known of a WordPress site while its export is read. */
import type { ItemFlaws } from './item-flaws.ts'
import type { Library } from './library.ts'
import type { OtherAddresses } from './other-addresses.ts'
import type { Revisions } from './revisions.ts'

export type WordPressSite = {
  /** Stories are known by it. */
  url: string
  /** Where this export says that it is. */
  home: string
  name: string
  lang?: string
  library: Library
  others: OtherAddresses
  flaws: ItemFlaws
  now: number
  /** If older versions are to be taken. */
  revisions: Revisions | undefined
  /** The one of several files that is being read. */
  file: string
  /** An export of our own, whose addresses are as here. */
  isDateline: boolean
}
