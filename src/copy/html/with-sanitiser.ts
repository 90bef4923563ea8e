/** For copy that may need the sanitiser, or the rules of charts and maps, and mostly does not. */
import { DrawingRulesNotLoaded, installDrawingRules } from '../shapes/drawing.ts'
import { SanitiserNotLoaded } from '../text/sanitiser.ts'

/** Parses; where that takes what isn’t loaded, loads it and parses anew. */
export async function withSanitiser<T>(parse: () => T): Promise<T> {
  try {
    return parse()
  } catch (error) {
    if (error instanceof DrawingRulesNotLoaded) installDrawingRules(await import('../shapes/drawing-rules.ts'))
    else if (error instanceof SanitiserNotLoaded) await import('./sanitise.ts')
    else throw error
    return withSanitiser(parse)
  }
}
