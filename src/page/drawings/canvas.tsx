import type { Child } from '../../markup/markup.ts'
import { SANS, TEXT_PX } from './drawing-style.ts'

/** What is drawn is said in words beside it: see `drawingAlt`. Without a height it is as high as its style says. */
export const Canvas = ({ height, direction = 'ltr', children }: { height?: number; direction?: 'ltr' | 'rtl'; children: Child }) => (
  <svg width="100%" height={height} direction={direction} font-family={SANS} font-size={TEXT_PX} overflow="visible" aria-hidden="true" focusable="false">
    {children}
  </svg>
)
