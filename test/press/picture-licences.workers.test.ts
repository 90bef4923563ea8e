import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'
import { originalKey, publicKey, variantKey } from '../../src/pictures/picture-keys.ts'
import { endedAt } from '../../src/pictures/picture-store.ts'
import { everyLine } from './a-week.ts'
import { ADMIN, EDITOR, NOW, newsroom, REPORTER, type Room, SITE, story } from './newsroom.ts'

const idOf = (n: number) => n.toString(16).padStart(32, '0')
const ID = idOf(77)
const SRC = `/pictures/${ID}`
const facts = { id: ID, width: 1600, height: 1067, type: 'image/jpeg', bytes: 300_000 }
const picture = { src: SRC, alt: 'A telephone', width: 1600, height: 1067, caption: 'It rings.' }
const shown = {
  picture,
  body: [
    { type: 'paragraph', text: 'Words.' },
    { type: 'picture', ...picture },
  ],
} as never
const day = (days: number) => new Date(NOW + days * 86_400_000).toISOString().replace('.000', '')

async function withPicture({ press, settle }: Room, until: string) {
  await press.setSite(SITE, ADMIN)
  await press.recordPicture(facts, EDITOR, { rights: { until } })
  await press.file({ article: story('mali', shown), actor: EDITOR, publish: 'now' })
  await settle()
}
const filesIn = async () => (await env.PICTURES.list({ prefix: '' })).objects.map(({ key }) => key).filter((key) => key.includes(ID))
async function putFiles() {
  await env.PICTURES.put(originalKey(ID), 'bytes', { httpMetadata: { contentType: 'image/jpeg' }, customMetadata: { width: '1600', height: '1067' } })
  await env.PICTURES.put(publicKey(ID), 'public')
  await env.PICTURES.put(variantKey(ID, '320.webp'), 'small')
}

describe('a licence that ends', () => {
  test('takes the picture off its stories, cards and files at that moment, and leaves the revision and the original as they are', () =>
    newsroom(async (room) => {
      const { press, kv, time, pass } = room
      await putFiles()
      await withPicture(room, day(2))
      expect(kv.json('en:article:mali')).toMatchObject({ picture: { src: SRC }, body: [{}, { src: SRC }] })
      time.now = Date.parse(day(2)) - 1000
      await pass(0)
      expect(kv.json('en:article:mali')).toHaveProperty('picture')
      await pass(2)
      const printed = kv.json('en:article:mali')
      expect(printed).not.toHaveProperty('picture')
      expect(printed.body).toEqual([{ type: 'paragraph', text: 'Words.' }])
      expect(JSON.stringify(kv.json('en:listing:front'))).not.toContain(SRC)
      expect((await press.liveArticles(['mali']))[0]?.article).not.toHaveProperty('picture')
      expect(await press.read('mali')).toMatchObject({ article: { picture } })
      expect(await filesIn()).toEqual([originalKey(ID)])
      const original = await env.PICTURES.get(originalKey(ID))
      expect(await original?.text()).toBe('bytes')
      expect(original && endedAt(original)).toBe(day(2).replace('00Z', '01Z'))
      expect(original?.customMetadata).toMatchObject({ width: '1600' })
      expect((await press.audit()).items.map(({ what }) => what)).toContain('picture-licence-ended')
    }))

  test('is undone where it is extended: stories, cards and files show the picture again', () =>
    newsroom(async (room) => {
      const { press, kv, pass } = room
      await putFiles()
      await withPicture(room, day(1))
      await pass(86_401)
      expect(kv.json('en:article:mali')).not.toHaveProperty('picture')
      expect(await press.picture(ID)).toMatchObject({ takenOff: expect.any(String) })
      await press.setPictureDetails(ID, { rights: { until: day(30) } }, EDITOR)
      await pass(2)
      expect(kv.json('en:article:mali')).toMatchObject({ picture: { src: SRC } })
      expect(JSON.stringify(kv.json('en:listing:front'))).toContain(SRC)
      expect(await press.picture(ID)).not.toHaveProperty('takenOff')
      const original = await env.PICTURES.head(originalKey(ID))
      expect(original && endedAt(original)).toBeUndefined()
    }))

  test('whose files R2 will not take is told again until it does', () =>
    newsroom(async (room) => {
      const { press, pass } = room
      await putFiles()
      await withPicture(room, day(1))
      const real = press.pictureFiles
      press.pictureFiles = { get: async () => Promise.reject(new Error('R2 is away')) } as never
      await pass(86_401)
      expect(await filesIn()).toHaveLength(3)
      press.pictureFiles = real
      await pass(60)
      expect(await filesIn()).toEqual([originalKey(ID)])
    }))

  test('is told to editors a week before, of pictures that are used', () =>
    newsroom(async (room) => {
      const { press, time, pass } = room
      await withPicture(room, day(8))
      await press.recordPicture({ ...facts, id: idOf(78) }, EDITOR, { rights: { until: day(1) } })
      expect(await press.endingPictures()).toEqual({ ending: [], ended: [] })
      time.now += 86_400_000 * 1.5
      expect((await press.endingPictures()).ending.map(({ id }) => id)).toEqual([ID])
      await pass(86_400 * 7)
      expect(await press.endingPictures()).toMatchObject({ ending: [], ended: [{ id: ID }] })
    }))
})

const booked = (id: string, ...sources: string[]): Campaign => ({
  id,
  advertiser: 'Ferry Lines',
  kind: 'direct',
  weight: 1,
  creatives: sources.map((src, at) => ({
    id: `c${at}`,
    href: 'https://ferry.example/',
    headline: 'Sail',
    picture: { src, alt: '', width: 1600, height: 1067 },
  })),
})
const advertised = ({ kv }: Room) => (kv.json('campaigns') as Campaign[]).map(({ id, creatives }) => [id, ...creatives.map((creative) => creative.id)])

describe('an advertisement', () => {
  test('isn’t shown while our rights to its picture have ended, nor once that was withdrawn; its campaign’s others are', () =>
    newsroom(async (room) => {
      const { press, pass, settle } = room
      await putFiles()
      await press.setSite(SITE, ADMIN)
      await press.recordPicture(facts, EDITOR, { rights: { until: day(1) } })
      await press.recordPicture({ ...facts, id: idOf(78) }, EDITOR)
      await press.setCampaign(booked('alone', SRC), EDITOR)
      await press.setCampaign({ ...booked('both', SRC, `/pictures/${idOf(78)}`), sections: ['world'] }, EDITOR)
      await settle()
      const inWorld = () => (room.kv.json('campaigns:section/world') as Campaign[]).map(({ creatives }) => creatives.map(({ id }) => id))
      expect([advertised(room), inWorld()]).toEqual([[['alone', 'c0']], [['c0', 'c1']]])
      await pass(86_401)
      expect([advertised(room), inWorld()]).toEqual([[], [['c1']]])
      expect((await press.campaigns()).map(({ creatives }) => creatives.length)).toEqual([1, 2])
      await press.setPictureDetails(ID, { rights: { until: day(30) } }, EDITOR)
      await pass(2)
      expect([advertised(room), inWorld()]).toEqual([[['alone', 'c0']], [['c0', 'c1']]])
      await press.recordPictureWithdrawn(ID, EDITOR)
      await pass(2)
      expect([advertised(room), inWorld()]).toEqual([[], [['c1']]])
      await press.recordPictureAllowed(ID, ADMIN)
      await pass(2)
      expect(advertised(room)).toEqual([])
      await press.recordPicture(facts, EDITOR)
      await pass(2)
      expect(advertised(room)).toEqual([['alone', 'c0']])
    }))
})

test('editors are told before a portrait’s licence ends, and find there whose portrait it is', () =>
  newsroom(async ({ press }) => {
    await press.setSite(SITE, ADMIN)
    await press.recordPicture(facts, EDITOR, { rights: { until: day(3) } })
    const { alt, width, height } = picture
    await press.saveAuthor({ slug: 'ann-lee', name: 'Ann Lee', portrait: { src: SRC, alt, width, height } } as never, EDITOR)
    expect((await press.endingPictures()).ending.map(({ id }) => id)).toEqual([ID])
    expect(await press.pictureUses(ID)).toMatchObject({ articles: [], authors: [{ slug: 'ann-lee', name: 'Ann Lee' }] })
    expect(await press.setPictureDetails(ID, { rights: { until: day(-1) } }, REPORTER)).toMatchObject({ ok: false, reason: 'not-allowed' })
  }))

test('a reporter can’t take a picture off a story that readers see, nor mark it there, but can describe it', () =>
  newsroom(async (room) => {
    const { press } = room
    await withPicture(room, day(8))
    const until = { rights: { until: day(8) } }
    expect(await press.setPictureDetails(ID, { rights: { until: day(-1) } }, REPORTER)).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect(await press.setPictureDetails(ID, { ...until, digitalSource: 'trainedAlgorithmicMedia' }, REPORTER)).toMatchObject({
      ok: false,
      reason: 'not-allowed',
    })
    expect(await press.setPictureDetails(ID, { ...until, alt: 'A telephone that rings' }, REPORTER)).toMatchObject({ ok: true })
    await press.recordPicture(facts, REPORTER, { digitalSource: 'trainedAlgorithmicMedia' })
    expect(await press.picture(ID)).not.toHaveProperty('digitalSource')
  }))

test('readers are told with the caption that a machine made a picture, once and in the story’s language, and search engines how it may be used', () =>
  newsroom(async (room) => {
    const { press, kv, settle, pass } = room
    await withPicture(room, day(8))
    await press.file({ article: story('mali-de', { ...(shown as object), lang: 'de' }), actor: EDITOR, publish: 'now' })
    await settle()
    await press.setPictureDetails(
      ID,
      { digitalSource: 'trainedAlgorithmicMedia', rights: { notice: '© Reuters', licenceUrl: 'https://example.com/l' } },
      EDITOR,
    )
    await pass(2)
    expect(kv.json('en:article:mali').picture).toMatchObject({
      caption: 'It rings. (AI-generated image)',
      structured: {
        copyrightNotice: '© Reuters',
        license: 'https://example.com/l',
        digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
      },
    })
    expect(kv.json('en:article:mali-de').body[1].caption).toBe('It rings. (Mit KI erzeugtes Bild)')
    await press.setPictureDetails(ID, {}, EDITOR)
    await pass(2)
    expect(kv.json('en:article:mali').picture).toEqual(picture)
  }))

test('people, place, source and terms are searched, and leave and come back with an export', async () => {
  const details = {
    source: 'Family album',
    people: ['Ada Obi'],
    place: 'Zürich',
    digitalSource: 'print' as const,
    rights: { terms: 'Editorial use only', until: day(-1) },
  }
  const lines = await newsroom(async ({ press }) => {
    await press.recordPicture(facts, EDITOR, details)
    for (const q of ['obi', 'zuri', 'album', 'editorial']) expect((await press.pictures({ q })).items.map(({ id }) => id)).toEqual([ID])
    return everyLine(press)
  })
  await newsroom(async ({ press, pass }) => {
    await press.importLines(lines, ADMIN)
    expect(await press.picture(ID)).toMatchObject(details)
    await pass(1)
    expect(await press.picture(ID)).toHaveProperty('takenOff')
  })
})

test('words of the file describe a new picture, and never what an editor has said or left empty', () =>
  newsroom(async ({ press }) => {
    const fromFile = { alt: 'From the file', credit: 'Ann Lee', rights: { terms: 'Once' } }
    expect(await press.recordPicture(facts, REPORTER, { credit: 'Typed' }, fromFile)).toMatchObject({
      alt: 'From the file',
      credit: 'Typed',
      rights: { terms: 'Once' },
    })
    await press.setPictureDetails(ID, { caption: 'Only this' }, EDITOR)
    const again = await press.recordPicture(facts, REPORTER, {}, fromFile)
    expect(again).toMatchObject({ caption: 'Only this' })
    expect(again).not.toHaveProperty('alt')
  }))
