/**
 * Charts and maps. Their rules weigh as much as those of all other blocks, and few articles have one: they are loaded when they are needed,
 * or installed by what files copy.
 */
import type * as Rules from './drawing-rules.ts'

export type { Chart, WorldMap } from './drawing-rules.ts'

let rules: typeof Rules | undefined

export function installDrawingRules(loaded: typeof Rules) {
  rules = loaded
}

/** Thrown where a chart or map is met before its rules are there. */
export class DrawingRulesNotLoaded extends Error {}

export function drawingRules() {
  if (!rules) throw new DrawingRulesNotLoaded()
  return rules
}
