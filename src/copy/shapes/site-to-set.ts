/** The site as editors set it: with settings that only the newsroom reads, so that readers' isolates load no rules for them. */
import * as v from 'valibot'
import { Site } from './site.ts'

const hoursWords = 'Hours must be a whole number, from 0 to 8,760.'

/** `endsAfterHours`: without an update for so long, an event is over. 12 unless said; 0: never. */
const LiveSettings = v.looseObject(
  { endsAfterHours: v.optional(v.pipe(v.number(hoursWords), v.integer(hoursWords), v.minValue(0, hoursWords), v.maxValue(8760, hoursWords))) },
  '"live" must be an object.',
)
export type LiveSettings = v.InferOutput<typeof LiveSettings>

export const SiteToSet = v.looseObject({ ...Site.entries, live: v.optional(LiveSettings) })
