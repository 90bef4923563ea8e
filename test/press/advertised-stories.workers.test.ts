import { expect, test } from 'vitest'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const campaign = (id: string, ...hrefs: string[]): Campaign => ({
  id,
  advertiser: 'Dateline',
  kind: 'house',
  weight: 1,
  creatives: hrefs.map((href, at) => ({ id: `c${at}`, href, headline: `Read ${href}` })),
})

const advertised = ({ kv }: Room) => (kv.json('campaigns') as Campaign[]).map(({ id, creatives }) => [id, ...creatives.map(({ href }) => href)])

test('no advertisement leads to a story that was withdrawn, or says its headline, until it is out again', () =>
  newsroom(async (room) => {
    const { press, settle } = room
    await press.setSite(SITE, ADMIN)
    for (const slug of ['forest', 'harbour']) await press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
    await press.rename('harbour', 'the-harbour', EDITOR)
    await press.setCampaign(campaign('alone', '/world/forest'), EDITOR)
    await press.setCampaign(campaign('both', `${SITE.url}/world/forest`, '/world/harbour', '/latest', 'https://elsewhere.example/world/forest'), EDITOR)
    await settle()
    expect(advertised(room).length).toBe(2)
    await press.withdraw('forest', EDITOR, { reason: 'Court order' })
    await settle()
    expect(advertised(room)).toEqual([['both', '/world/harbour', '/latest', 'https://elsewhere.example/world/forest']])
    await press.withdraw('the-harbour', EDITOR)
    await press.setCampaign(campaign('both', '/world/harbour', '/latest'), EDITOR)
    await settle()
    expect(advertised(room)).toEqual([['both', '/latest']])
    expect((await press.campaigns()).map(({ id }) => id)).toEqual(['alone', 'both'])
    await press.publish('forest', EDITOR)
    await settle()
    expect(advertised(room)).toEqual([
      ['alone', '/world/forest'],
      ['both', '/latest'],
    ])
  }))
