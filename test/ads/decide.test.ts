import { describe, expect, test } from 'vitest'
import { decideAd } from '../../src/ads/decide.ts'
import type { Campaign } from '../../src/copy/shapes/campaign.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const campaign = (id: string, more: Partial<Campaign> = {}): Campaign => ({
  id,
  advertiser: 'Dateline',
  kind: 'house',
  weight: 1,
  creatives: [{ id: 'one', href: '/latest', headline: 'Read on' }],
  ...more,
})
const ask = { slot: 'body', section: 'world', slug: 'a', place: 0, now: NOW } as const

describe('which creative fills a slot', () => {
  test('none beside sensitive copy', () => {
    expect(decideAd([campaign('a')], { ...ask, sensitive: true })).toEqual({ filled: false, reason: 'sensitive' })
  })

  test('none when nothing is booked for this slot, section or day', () => {
    const elsewhere = [
      campaign('a', { slots: ['rail'] }),
      campaign('b', { sections: ['sport'] }),
      campaign('c', { from: '2026-12-01T00:00:00Z' }),
      campaign('d', { until: '2026-11-24T12:00:00Z' }),
    ]
    expect(decideAd(elsewhere, ask)).toEqual({ filled: false, reason: 'no-campaign' })
  })

  test('a direct booking comes before the house’s own', () => {
    const decision = decideAd([campaign('house'), campaign('paid', { kind: 'direct' })], ask)
    expect(decision.filled && decision.campaign.id).toBe('paid')
  })

  test('over many turns each campaign has the share its weight says', () => {
    const campaigns = [campaign('one'), campaign('three', { weight: 3 })]
    const shown = Array.from({ length: 400 }, (_, turn) => decideAd(campaigns, { ...ask, now: NOW + turn * 15 * 60_000 }))
    expect(shown.filter((decision) => decision.filled && decision.campaign.id === 'three')).toHaveLength(300)
  })

  test('two slots on one page show two campaigns', () => {
    const campaigns = [campaign('a'), campaign('b')]
    const [first, second] = [0, 1].map((place) => decideAd(campaigns, { ...ask, place }))
    expect(first?.filled && first.campaign.id).not.toBe(second?.filled && second.campaign.id)
  })
})
