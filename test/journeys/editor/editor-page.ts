/** What the bare page of the editor's tests has in `window.desk`. */
import type { BlockInput } from '../../../src/copy/shapes/block.ts'

type Picture = { src: string; width: number; height: number }

export type EditorPage = {
  /** Takes the place of an editor that was there. Answers how many milliseconds it took. */
  mount: (blocks: BlockInput[], options?: { lang?: string; dir?: 'ltr' | 'rtl' | 'auto' }) => number
  editor: {
    blocks: () => BlockInput[]
    setBlocks: (blocks: readonly BlockInput[], options?: { undoable?: boolean }) => void
    focus: () => void
    destroy: () => void
    wordCount: () => number
    underline: (found: { level: string; where: string; message: string; range?: { from: number; to: number }; fix?: string }[]) => void
    mend: (where: string, range: { from: number; to: number }, fix: string) => void
    beside: (kind: string, placed: { after: number; key: string; dom: HTMLElement }[]) => void
    jumpTo: (place: number | string, range?: { from: number; to: number }) => void
    currentBlock: () => number
  }
  /** What `onChange` was given since it was mounted. */
  changes: BlockInput[][]
  announced: string[]
  /** What the page's policy refused. */
  violations: string[]
  /** Called with each picture; what it answers is how the upload goes. */
  upload: (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Picture>
  /** Pastes or drops as a browser would. */
  give: (kind: 'paste' | 'drop', data: Record<string, string>, files?: { name: string; type: string; bytes: number[] }[]) => Promise<void>
}
