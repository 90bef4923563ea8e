/** What a page gives the body editor, and what it can ask of it. */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { Beside } from './underlines/beside.ts'
import type { Underline } from './underlines/underlines.ts'
import type { UploadPicture } from './uploads/uploads.ts'

export type BodyOptions = {
  /** The story's language, for spelling, quotation marks and readers of screens: a BCP 47 tag. */
  lang?: string
  dir?: 'ltr' | 'rtl' | 'auto'
  /** What the text is called, for people who don't see it. */
  label?: string
  /** The id of what is said about the field elsewhere on the page. */
  describedBy?: string
  /** Where the body is in the article, as JSON Pointers of checks begin: `/body`, unless it is another. */
  where?: string
  /** Called after every change with all blocks. Those that didn't change are the same objects as before. */
  onChange: (blocks: BlockInput[]) => void
  /** Answers `{ src, width, height }` as `POST /api/pictures` does; rejects with an error whose message is shown to people. */
  uploadPicture: UploadPicture
  /** Somebody wants to write a note: on a block, by its number in `blocks()` (-1: on none), and on these words of it. Without it there are no notes. */
  onNote?: (block: number, words: string) => void
  /** Says something to readers of screens: puts it into a live region of the page. */
  announce: (text: string) => void
}

export type BodyEditor = {
  /** What the editor holds now. Empty paragraphs that somebody left are not among them, nor pictures still on their way. */
  blocks: () => BlockInput[]
  /** Replaces what differs and leaves the rest alone, the selection too. `undoable`: false for what somebody else wrote. */
  setBlocks: (blocks: readonly BlockInput[], options?: { undoable?: boolean }) => void
  /** A picture is on its way, and would be lost if the page went now. */
  isUploading: () => boolean
  focus: () => void
  /** Puts away everything that `mountBody` made. */
  destroy: () => void
  wordCount: () => number
  /** Replaces all underlines by what checks found. They move with the text; one whose words are changed goes. A press on one offers its fix. */
  underline: (found: readonly Underline[]) => void
  /** Shows elements of the page at blocks, in the place of all that this kind had there. */
  beside: (kind: string, placed: readonly Beside[]) => void
  /** Puts `fix` in the place of words of a text of the body; they keep the marks that most of the words had. */
  mend: (where: string, range: { from: number; to: number }, fix: string) => void
  /**
   * Leads to a block, by its number in `blocks()`, or to what a JSON Pointer names: `/body/3/text` (with a range in its plain text:
   * to these words), `/body/6/alt`.
   */
  jumpTo: (place: number | string, range?: { from: number; to: number }) => void
  /** The number of the block that the selection is in. */
  currentBlock: () => number
}
