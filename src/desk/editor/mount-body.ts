/**
 * The body editor: blocks of copy in, blocks of copy out. What nobody touched goes back as the JSON it came as; what was touched
 * keeps the fields that the editor doesn't know; blocks of an unknown type stay as they are.
 */
import type { BlockInput } from '../../copy/shapes/block.ts'
import type { BodyEditor, BodyOptions } from './body-editor.ts'
import { EditorFrame } from './frame.ts'

/**
 * Puts an editor into `place`, which should be empty. Its look is in desk/css/_editor.css. It needs nothing of a page's policy but
 * `script-src 'self'` for what is pasted, and makes no Trusted Types policy.
 */
export const mountBody = (place: HTMLElement, blocks: readonly BlockInput[], options: BodyOptions): BodyEditor => new EditorFrame(place, blocks, options)
