/** Charts and maps are drawn by code that is loaded with the first article that has one. */
import type { Block } from '../../copy/shapes/block.ts'
import type { Phrases } from '../phrases/en.ts'
import type { DrawingFigure } from './figures.tsx'

type Drawing = Extract<Block, { type: 'chart' | 'map' }>
type Told = { body: readonly Block[] }

let figure: typeof DrawingFigure | undefined

/** Before an article, or updates of one, are rendered. */
export async function loadDrawings({ body, updates = [] }: Told & { updates?: readonly Told[] | undefined }) {
  const blocks = [body, ...updates.map((update) => update.body)].flat()
  if (!blocks.some(({ type }) => /chart|map/.test(type))) return
  const drawings = await import('./figures.tsx')
  await drawings.loadMaps(blocks)
  figure = drawings.DrawingFigure
}

export const drawingFigure = (block: Drawing, phrases: Phrases) => figure?.({ block, phrases })
