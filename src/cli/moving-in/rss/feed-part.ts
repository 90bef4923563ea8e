/** What a feed is made of, whichever format it has. */
import type { XmlElement } from '../xml-elements.ts'

export type FeedPart =
  | { type: 'head'; element: XmlElement }
  | { type: 'entry'; element: XmlElement; line: number; damage?: string }
  | { type: 'damage'; line: number; why: string }
