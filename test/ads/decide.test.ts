import { describe, expect, test } from 'vitest'
import { decideAd, type SlotRequest, turnAt, turnOf } from '../../src/ads/decide.ts'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const campaign = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  id,
  advertiser: 'Dateline',
  kind: 'house',
  weight: 1,
  creatives: [{ id: 'one', href: '/latest', headline: `Read on with ${id}` }],
  ...more,
})
const ask: SlotRequest = {
  slot: 'body',
  section: 'world',
  slug: 'a',
  place: 0,
  bodySlots: 2,
  newsletters: true,
  origin: 'https://news.example',
  turn: turnAt(NOW),
  now: NOW,
}
const TURN = 15 * 60_000

/** Every slot that a page may have, as its reader meets them. */
const WHOLE_PAGE = [
  { slot: 'leaderboard', place: 0 },
  { slot: 'body', place: 0 },
  { slot: 'body', place: 1 },
  { slot: 'rail', place: 0 },
  { slot: 'footer', place: 0 },
] as const
const wholePage = (campaigns: readonly Campaign[], more: Partial<SlotRequest> = {}) =>
  WHOLE_PAGE.flatMap((slot) => {
    const decision = decideAd([campaigns], { ...ask, ...more, ...slot })
    return decision.filled ? [decision] : []
  })

describe('which creative fills a slot', () => {
  test('none beside sensitive copy', () => {
    expect(decideAd([[campaign('a')]], { ...ask, sensitive: true })).toEqual({ filled: false, reason: 'sensitive' })
  })

  test('none when nothing is booked for this slot, section or day', () => {
    const elsewhere = [
      campaign('a', { slots: ['rail'] }),
      campaign('b', { sections: ['sport'] }),
      campaign('c', { from: '2026-12-01T00:00:00Z' }),
      campaign('d', { until: '2026-11-24T12:00:00Z' }),
    ]
    expect(decideAd([elsewhere], ask)).toEqual({ filled: false, reason: 'no-campaign' })
  })

  test('a direct booking comes before the house’s own', () => {
    const decision = decideAd([[campaign('house'), campaign('paid', { kind: 'direct' })]], ask)
    expect(decision.filled && decision.campaign.id).toBe('paid')
  })

  test('over many turns each campaign has the share its weight says', () => {
    const campaigns = [campaign('one'), campaign('three', { weight: 3 })]
    const shown = Array.from({ length: 400 }, (_, turn) => decideAd([campaigns], { ...ask, turn }))
    expect(shown.filter((decision) => decision.filled && decision.campaign.id === 'three')).toHaveLength(300)
  })

  test('two slots on one page show two campaigns', () => {
    const campaigns = [campaign('a'), campaign('b')]
    const [first, second] = [0, 1].map((place) => decideAd([campaigns], { ...ask, place }))
    expect(first?.filled && first.campaign.id).not.toBe(second?.filled && second.campaign.id)
  })

  test.each(['/newsletters', '/newsletters?from=ad', '/newsletters/daily', 'https://news.example/newsletters', '/Newsletters'])(
    'nobody who would be refused the newsletters is led to %s',
    (href) => {
      const creatives = [
        { id: 'letters', href, headline: 'Five stories' },
        { id: 'latest', href: '/latest', headline: 'Read on' },
      ]
      const shown = (newsletters: boolean) =>
        new Set(
          Array.from({ length: 8 }, (_, turn) => {
            const decision = decideAd([[campaign('house', { creatives })]], { ...ask, newsletters, turn })
            return decision.filled && decision.creative.id
          }),
        )
      expect(shown(true)).toEqual(new Set(['letters', 'latest']))
      expect(shown(false)).toEqual(new Set(['latest']))
      expect(decideAd([[campaign('house', { creatives: creatives.slice(0, 1) })]], { ...ask, newsletters: false })).toEqual({
        filled: false,
        reason: 'no-campaign',
      })
    },
  )

  test('what only sounds like the newsletters is shown to everybody', () => {
    for (const href of ['/newsletters-explained', 'https://elsewhere.example/newsletters', '/world/newsletters'])
      expect(decideAd([[campaign('house', { creatives: [{ id: 'one', href, headline: 'Read' }] })]], { ...ask, newsletters: false }).filled, href).toBe(true)
  })

  test('no creative and no paying advertiser is on a page twice, at whatever hour', () => {
    const made = (campaign: string) => ({ creatives: ['one', 'two'].map((id) => ({ id, href: `/${id}`, headline: `${campaign} ${id}` })) })
    const campaigns = [
      campaign('house-a', { ...made('house-a'), weight: 5 }),
      campaign('house-b', { ...made('house-b') }),
      campaign('tan-autumn', { kind: 'direct', advertiser: 'Tan', weight: 9, ...made('tan-autumn') }),
      campaign('tan-winter', { kind: 'direct', advertiser: 'Tan', ...made('tan-winter') }),
      campaign('marsh', { kind: 'direct', advertiser: 'Marsh', ...made('marsh') }),
    ]
    for (let turn = 0; turn < 200; turn++) {
      const page = wholePage(campaigns, { turn })
      expect(page).toHaveLength(WHOLE_PAGE.length)
      expect(new Set(page.map(({ campaign, creative }) => `${campaign.id}/${creative.id}`)).size, `turn ${turn}`).toBe(page.length)
      const payers = page.flatMap(({ campaign: { kind, advertiser } }) => (kind === 'direct' ? [advertiser] : []))
      expect(payers.toSorted(), `turn ${turn}`).toEqual(['Marsh', 'Tan'])
    }
  })

  test('who pays is shown where every reader sees it, not in a space that phones leave out', () => {
    const campaigns = [campaign('house'), campaign('paid', { kind: 'direct', advertiser: 'Tan' })]
    const paid = wholePage(campaigns).length
    expect(paid).toBe(2)
    const body = decideAd([campaigns], ask)
    expect(body.filled && body.campaign.id).toBe('paid')
    const withoutBody = decideAd([campaigns], { ...ask, slot: 'footer', bodySlots: 0 })
    expect(withoutBody.filled && withoutBody.campaign.id).toBe('paid')
  })

  test.each(['/world/a', 'https://news.example/world/a', '/world/a/', '/sport/A?from=ad'])('a story does not advertise itself with %s', (href) => {
    const campaigns = [campaign('house', { creatives: [{ id: 'self', href, headline: 'Read on' }] })]
    expect(decideAd([campaigns], ask).filled).toBe(false)
    expect(decideAd([campaigns], { ...ask, slug: 'b' }).filled).toBe(true)
  })

  test('a creative made for the rail is not squeezed into the text', () => {
    const campaigns = [campaign('house', { creatives: [{ id: 'tall', href: '/latest', headline: 'Read on', slots: ['rail'] }] })]
    expect(decideAd([campaigns], ask).filled).toBe(false)
    expect(decideAd([campaigns], { ...ask, slot: 'rail' }).filled).toBe(true)
  })

  test('a reader who stays past the quarter of an hour is still shown nothing twice', () => {
    const campaigns = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => campaign(id))
    const opened = String(turnAt(NOW))
    const page = WHOLE_PAGE.map((slot, minutes) => {
      const now = NOW + minutes * 40 * 60_000
      const decision = decideAd([campaigns], { ...ask, ...slot, now, turn: turnOf(opened, now) })
      return decision.filled && decision.campaign.id
    })
    expect(new Set(page).size).toBe(page.length)
  })

  test.each(['', 'x', '-1', '1e3', '99999999', String(turnAt(NOW) - 17), String(turnAt(NOW) + 2)])(
    'a page can’t ask for the advertisements of turn "%s"',
    (said) => {
      expect(turnOf(said, NOW)).toBe(turnAt(NOW))
    },
  )

  test('a booking ends when it ends, however long the page has been open', () => {
    const campaigns = [campaign('ended', { until: '2026-11-24T12:00:00Z' })]
    expect(decideAd([campaigns], { ...ask, turn: turnAt(NOW - 4 * TURN) }).filled).toBe(false)
  })
})

describe('ten thousand bookings', () => {
  /** Notes whenever something of a booking is read. */
  const watched = (bookings: readonly Campaign[], looked: Set<string>) =>
    bookings.map(
      (booking) =>
        new Proxy(booking, {
          get(target, name, receiver) {
            looked.add(target.id)
            return Reflect.get(target, name, receiver)
          },
        }),
    )
  const booked = Array.from({ length: 10_000 }, (_, at) => campaign(`c${at}`, { sections: [`section-${at % 200}`], slots: ['body'] }))

  test('a slot looks only at those of its section, after they were read once', () => {
    const looked = new Set<string>()
    const bookings = watched(booked, looked)
    const first = decideAd([bookings], { ...ask, section: 'section-7' })
    expect(looked.size).toBe(10_000)
    looked.clear()
    const again = Array.from({ length: 100 }, (_, at) => decideAd([bookings], { ...ask, section: 'section-7', slug: `story-${at}` }))
    expect([first, ...again].every(({ filled }) => filled)).toBe(true)
    expect(looked.size).toBe(10_000 / 200)
  })

  test('sections and slots that nobody booked look at none of them', () => {
    const looked = new Set<string>()
    const bookings = watched(booked, looked)
    decideAd([bookings], { ...ask, section: 'made-up' })
    looked.clear()
    for (let at = 0; at < 100; at++) decideAd([bookings], { ...ask, section: `made-up-${at}` })
    expect(looked.size).toBe(0)
  })

  test('their dates are read once, not for each reader', () => {
    const read: string[] = []
    const bookings = booked.slice(0, 100).map((booking) =>
      Object.defineProperty({ ...booking, sections: ['world'] }, 'from', {
        get: () => {
          read.push(booking.id)
          return '2026-01-01T00:00:00Z'
        },
      }),
    )
    for (let at = 0; at < 50; at++) decideAd([bookings], { ...ask, turn: at })
    expect(new Set(read).size).toBe(100)
    expect(read.length).toBeLessThanOrEqual(200)
  })
})
