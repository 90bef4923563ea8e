/** Stories and their pictures as IPTC ninjs 3.1, an item a line: `items.jsonl`. */
import { join } from 'node:path'
import { absoluteAddress } from '../../copy/html/to-html.ts'
import { type JsonObject, OUR_IDS, recordsOf } from '../../copy/ninjs/item.ts'
import { ninjsOfDetails } from '../../copy/ninjs/picture-details.ts'
import { toNinjs } from '../../copy/ninjs/to-ninjs.ts'
import { keptFields } from '../kept-fields.ts'
import type { PictureRecord } from './ledger-survey.ts'
import { outFile } from './out-file.ts'
import type { OutFormat, OutMeans, OutStory } from './out-story.ts'
import { htmlToKeepFor, picturesIn } from './story-parts.ts'

const STATUS: Record<OutStory['state'], 'usable' | 'withheld' | 'canceled'> = {
  published: 'usable',
  scheduled: 'usable',
  draft: 'withheld',
  withdrawn: 'canceled',
}

export async function ninjsExport({ folder, siteUrl, pictureFile, ledger }: OutMeans): Promise<OutFormat> {
  const file = await outFile(join(folder, 'items.jsonl'))
  const described = new Set<string>()
  /** Each picture that we know something of is an item of its own, before the first story that shows it. */
  async function writePicture(src: string) {
    await pictureFile(src)
    const record = ledger.picture(src)
    if (described.has(src) || !record || Object.keys(record.details).length === 0) return
    described.add(src)
    await file.write(`${JSON.stringify(pictureItem(record, absoluteAddress(src, siteUrl)))}\n`)
  }
  return {
    async story(story) {
      const { article, state, revision, until, isUndated } = story
      for (const { src } of picturesIn(article)) await writePicture(src)
      const item = toNinjs(article, { siteUrl, revision, pubStatus: STATUS[state], ...(until !== undefined && { embargoedUntil: until }) })
      const { firstCreated, versionCreated, ...undated } = item
      const dated = isUndated ? undated : { ...item, firstCreated, versionCreated }
      const associations = recordsOf(item.associations).map((association) => withRights(association, ledger, siteUrl))
      const altIds = [...recordsOf(item.altIds), { role: OUR_IDS.fields, value: JSON.stringify(fieldsToKeep(story, item)) }]
      await file.write(`${JSON.stringify({ ...dated, ...(associations.length > 0 && { associations }), altIds })}\n`)
    },
    finish: () => file.close(),
  }
}

function pictureItem({ width, height, mediaType, bytes, uploadedAt, details }: PictureRecord, href: string): JsonObject {
  const { focus } = details
  const poi = focus && { x: Math.round(focus.x * width), y: Math.round(focus.y * height) }
  return {
    standard: { name: 'ninjs', version: '3.1', schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json' },
    uri: href,
    type: 'picture',
    pubStatus: 'usable',
    versionCreated: uploadedAt,
    ...ninjsOfDetails(details),
    renditions: [{ name: 'main', href, contentType: mediaType, width, height, sizeInBytes: bytes, ...(poi && { poi }) }],
  }
}

/** Whoever gets one story gets the rights of its pictures with it. What is said where it is used stays. */
function withRights(association: JsonObject, ledger: OutMeans['ledger'], siteUrl: string): JsonObject {
  const src = String(association.uri).startsWith(siteUrl) ? String(association.uri).slice(siteUrl.length) : ''
  const details = ledger.picture(src)?.details
  if (!details) return association
  const { alt: _, caption: __, credit: ___, ...rest } = details
  const { descriptions = [], ...properties } = ninjsOfDetails(rest)
  return { ...properties, ...association, descriptions: [...recordsOf(association.descriptions), ...recordsOf(descriptions)] }
}

/** What the standard has a property for is in it; the rest goes with our own ids. */
const IN_NINJS = ['lang', 'kicker', 'dateline', 'source', 'corrections', 'kind', 'picture']

function fieldsToKeep({ article, feedId, formerly }: OutStory, item: JsonObject) {
  const [body] = recordsOf(item.bodies)
  const html = article.updates?.length || htmlToKeepFor(article, '') !== undefined ? String(body?.value) : undefined
  const fields = keptFields(article, { html, feedId, formerly })
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !IN_NINJS.includes(name)))
}
