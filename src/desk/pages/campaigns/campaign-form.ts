/** A campaign as a form. Creatives are numbered groups of fields; one left empty is none. What the form doesn't show stays as it is. */
import type { Campaign, Creative } from '../../../copy/shapes/campaign.ts'
import { asciiSlug } from '../../../copy/shapes/slug.ts'
import type { Form } from '../layout/form.ts'
import { localTimeOf, momentInZone } from '../layout/zoned-time.ts'

export type CreativeValues = Record<string, string>
export type CampaignValues = {
  /** By the names of the fields. */
  texts: Record<string, string>
  slots: readonly string[]
  sections: readonly string[]
  creatives: readonly CreativeValues[]
}

const TEXTS = ['id', 'advertiser', 'kind', 'from', 'until', 'weight'] as const
const CREATIVE_TEXTS = ['id', 'href', 'headline', 'text', 'action'] as const
const PICTURE_TEXTS = ['src', 'alt', 'width', 'height'] as const
/** `was`: the id of the creative that the fields were filled from. */
const CREATIVE_FIELDS = [...CREATIVE_TEXTS, ...PICTURE_TEXTS.map((name) => `picture-${name}`), 'was']
/** As many as a form is read for. */
const MAX_CREATIVES = 30

const EMPTY_CREATIVE: CreativeValues = Object.fromEntries(CREATIVE_FIELDS.map((name) => [name, '']))

export const NEW_CAMPAIGN: CampaignValues = {
  texts: { id: '', advertiser: '', kind: 'direct', from: '', until: '', weight: '1' },
  slots: [],
  sections: [],
  creatives: [EMPTY_CREATIVE],
}

export function valuesOfCampaign(campaign: Campaign, timeZone: string): CampaignValues {
  const { id, advertiser, kind, slots = [], sections = [], from, until, weight, creatives } = campaign
  const time = (at: string | undefined) => (at ? localTimeOf(at, timeZone) : '')
  return {
    texts: { id, advertiser, kind, from: time(from), until: time(until), weight: String(weight) },
    slots,
    sections,
    creatives: [...creatives.map(valuesOfCreative), EMPTY_CREATIVE],
  }
}

const valuesOfCreative = (creative: Creative): CreativeValues => ({
  ...Object.fromEntries(CREATIVE_TEXTS.map((name) => [name, creative[name] ?? ''])),
  ...Object.fromEntries(PICTURE_TEXTS.map((name) => [`picture-${name}`, String(creative.picture?.[name] ?? '')])),
  was: creative.id,
})

export function valuesSent(form: Form): CampaignValues {
  const numbers = Array.from({ length: MAX_CREATIVES }, (_, at) => at).filter((at) => form.has(`c${at}-headline`))
  return {
    texts: Object.fromEntries(TEXTS.map((name) => [name, form.text(name)])),
    slots: form.all('slots'),
    sections: form.all('sections'),
    creatives: numbers.map((at) => Object.fromEntries(CREATIVE_FIELDS.map((name) => [name, form.text(`c${at}-${name}`)]))),
  }
}

export type CampaignRead = { ok: true; campaign: unknown } | { ok: false; field: 'from' | 'until'; message: string }

/** What is to be parsed as a campaign. `before` is what the form was filled from. */
export function campaignFrom(values: CampaignValues, before: Campaign | undefined, timeZone: string): CampaignRead {
  const { id, advertiser = '', kind, weight } = values.texts
  const times: Record<string, string> = {}
  for (const field of ['from', 'until'] as const) {
    const moment = momentOf(values.texts[field] ?? '', before?.[field], timeZone)
    if (moment && !moment.ok) return { ok: false, field, message: moment.message }
    if (moment) times[field] = moment.at
  }
  const shown = new Set(['id', 'advertiser', 'kind', 'slots', 'sections', 'from', 'until', 'weight', 'creatives'])
  const hidden = Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => !shown.has(name)))
  const campaign = {
    ...hidden,
    id: before?.id ?? (id || asciiSlug(advertiser) || ''),
    advertiser,
    kind,
    ...(values.slots.length > 0 && { slots: asBefore(values.slots, before?.slots) }),
    ...(values.sections.length > 0 && { sections: asBefore(values.sections, before?.sections) }),
    ...times,
    weight: Number(weight || 1),
    creatives: creativesFrom(values.creatives, before),
  }
  return { ok: true, campaign }
}

/** Those of before in their order, then the others. */
const asBefore = (chosen: readonly string[], before: readonly string[] = []) => [
  ...before.filter((name) => chosen.includes(name)),
  ...chosen.filter((name) => !before.includes(name)),
]

/** A moment whose minute nobody changed keeps its seconds. */
function momentOf(local: string, before: string | undefined, timeZone: string) {
  if (local === '') return undefined
  return before && localTimeOf(before, timeZone) === local ? { ok: true as const, at: before } : momentInZone(local, timeZone)
}

function creativesFrom(creatives: readonly CreativeValues[], before: Campaign | undefined) {
  const filled = creatives.filter((values) => CREATIVE_FIELDS.some((name) => name !== 'was' && values[name]))
  const taken = new Set(filled.map(({ id }) => id).filter(Boolean))
  return filled.map((values) =>
    creativeFrom(
      values,
      before?.creatives.find(({ id }) => id === values.was),
      taken,
    ),
  )
}

function creativeFrom(values: CreativeValues, before: Creative | undefined, taken: Set<string | undefined>) {
  const shown = new Set<string>([...CREATIVE_TEXTS, 'picture'])
  const hidden = Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => !shown.has(name)))
  const texts = Object.fromEntries(CREATIVE_TEXTS.map((name) => [name, values[name]]).filter(([, value]) => value))
  return {
    ...hidden,
    headline: '',
    href: '',
    ...texts,
    id: values.id || freeId(values.headline ?? '', taken),
    ...(values['picture-src'] && {
      picture: {
        ...before?.picture,
        src: values['picture-src'],
        alt: values['picture-alt'] ?? '',
        width: Number(values['picture-width'] || Number.NaN),
        height: Number(values['picture-height'] || Number.NaN),
      },
    }),
  }
}

function freeId(headline: string, taken: Set<string | undefined>) {
  const name = asciiSlug(headline) || 'creative'
  let id = name
  for (let more = 2; taken.has(id); more++) id = `${name}-${more}`
  taken.add(id)
  return id
}

/** The field that a flaw of the campaign belongs to. Creatives left empty are none, so they are counted apart. */
export function campaignFieldOf(pointer: string, creatives: readonly CreativeValues[]): string | undefined {
  const [first = '', at = '', second = 'headline', third = 'src'] = pointer.slice(1).split('/')
  if (first !== 'creatives') return first in NEW_CAMPAIGN.texts ? first : first === 'slots' || first === 'sections' ? `${first}-group` : undefined
  const numbers = creatives.flatMap((values, number) => (CREATIVE_FIELDS.some((name) => name !== 'was' && values[name]) ? [number] : []))
  const number = numbers[Number(at)] ?? 0
  return `c${number}-${second === 'picture' ? `picture-${third}` : second}`
}
