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

/** Of two with one slug readers would get one listing under two names. */
const Sections = v.pipe(
  Site.entries.sections,
  v.check((sections) => new Set(sections.map(({ slug }) => slug)).size === sections.length, 'Two sections have the same slug. Each must have its own.'),
)

/** The letters of slugs that are made from names and headlines: their own, or Latin ones where there is one usual spelling (`latin-letters.ts`). */
const Addresses = v.picklist(['own', 'latin'], '"addresses" must be "own" or "latin".')

export const SiteToSet = v.looseObject({ ...Site.entries, sections: Sections, live: v.optional(LiveSettings), addresses: v.optional(Addresses) })
