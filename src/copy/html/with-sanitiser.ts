/** For copy that may need the sanitiser, and mostly does not. */
import { SanitiserNotLoaded } from '../text/sanitiser.ts'

/** Parses; where that takes a sanitiser and none is loaded, loads it and parses anew. */
export async function withSanitiser<T>(parse: () => T): Promise<T> {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof SanitiserNotLoaded)) throw error
    await import('./sanitise.ts')
    return parse()
  }
}
