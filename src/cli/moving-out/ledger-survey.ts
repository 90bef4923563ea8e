/** The first reading of an export's lines: what stories refer to, before any of them is written. Their texts are passed over. */
import * as v from 'valibot'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { linesOf } from '../json-lines.ts'

/** What the newsroom knows of a picture. Moments are ISO 8601 in UTC. */
const PictureRecord = v.object({
  id: v.string(),
  width: v.number(),
  height: v.number(),
  mediaType: v.string(),
  bytes: v.number(),
  uploadedAt: v.string(),
  uploadedBy: v.optional(v.string()),
  details: v.optional(PictureDetails, {}),
  withdrawn: v.optional(v.string()),
})
export type PictureRecord = v.InferOutput<typeof PictureRecord>

/**
 * Slugs of all stories and sections that there are, so that links to them are told from others; names of the site's sections by slug; its
 * time zone (IANA).
 */
export type LedgerSurvey = {
  picture(src: string): PictureRecord | undefined
  slugs: Set<string>
  sections: Set<string>
  sectionNames: Map<string, string>
  timeZone: string
}

const [PICTURE, ARTICLE, SITE] = ['{"type":"picture"', '{"type":"article"', '{"type":"site"']

const State = v.object({ slug: v.string(), path: v.string() })
const Site = v.object({
  site: v.object({ timeZone: v.optional(v.string(), 'UTC'), sections: v.optional(v.array(v.object({ slug: v.string(), name: v.string() })), []) }),
})

export async function surveyLedger(bytes: AsyncIterable<Uint8Array>): Promise<LedgerSurvey> {
  // As they came: of a library of 100,000 pictures that is less than half of what objects take.
  const pictures = new Map<string, string>()
  const survey = { slugs: new Set<string>(), sections: new Set<string>(), sectionNames: new Map<string, string>(), timeZone: 'UTC' }
  for await (const { text } of linesOf(bytes)) {
    if (text.startsWith(PICTURE)) pictures.set(/"id":"([0-9a-f]{32})"/.exec(text)?.[1] ?? '', text)
    else if (text.startsWith(ARTICLE)) addStory(JSON.parse(text), survey)
    else if (text.startsWith(SITE)) addSite(JSON.parse(text), survey)
  }
  return {
    ...survey,
    picture(src) {
      const line = pictures.get(src.replace(/^\/pictures\//, ''))
      const parsed = line === undefined ? undefined : v.safeParse(PictureRecord, JSON.parse(line))
      return parsed?.success ? parsed.output : undefined
    },
  }
}

function addStory(line: unknown, { slugs, sections }: Pick<LedgerSurvey, 'slugs' | 'sections'>) {
  if (!v.is(State, line)) return
  slugs.add(line.slug)
  const [section] = piecesOf(line.path)
  if (section) sections.add(section)
}

function addSite(line: unknown, survey: Pick<LedgerSurvey, 'sections' | 'sectionNames' | 'timeZone'>) {
  const parsed = v.safeParse(Site, line)
  if (!parsed.success) return
  const { sections, sectionNames } = survey
  survey.timeZone = parsed.output.site.timeZone
  for (const { slug, name } of parsed.output.site.sections) {
    sections.add(slug)
    sectionNames.set(slug, name)
  }
}
