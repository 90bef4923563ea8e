import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseWith } from '../../../src/copy/parse.ts'
import { Campaign } from '../../../src/copy/shapes/campaign.ts'
import { campaignFieldOf, campaignFrom, NEW_CAMPAIGN, valuesOfCampaign, valuesSent } from '../../../src/desk/pages/campaigns/campaign-form.ts'
import { formOf } from '../../../src/desk/pages/layout/form.ts'

const ZONE = 'Asia/Singapore'
const demo = v.parse(
  v.array(Campaign),
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/campaigns.json'), 'utf8').replaceAll('"pictures/', '"/pictures/')),
)
const booked: Campaign = {
  ...(demo[2] as Campaign),
  from: '2026-11-25T16:00:59Z',
  until: '2027-01-01T00:00:00Z',
  sections: ['world'],
  orderNumber: 77,
}

/** As a browser sends the form. */
function sent(campaign: Campaign, change: Record<string, string> = {}) {
  const { texts, slots, sections, creatives } = valuesOfCampaign(campaign, ZONE)
  const fields = [
    ...Object.entries(texts),
    ...slots.map((slot) => ['slots', slot]),
    ...sections.map((section) => ['sections', section]),
    ...creatives.flatMap((creative, at) => Object.entries(creative).map(([name, value]) => [`c${at}-${name}`, value])),
  ].map(([name = '', value = '']) => [name, change[name] ?? value] as [string, string])
  return valuesSent(formOf(new URLSearchParams(fields)))
}

const saved = (campaign: Campaign, change: Record<string, string> = {}) => {
  const read = campaignFrom(sent(campaign, change), campaign, ZONE)
  return read.ok ? v.parse(Campaign, read.campaign) : expect.fail(read.message)
}

test.each([...demo, booked].map((campaign) => [campaign.id, campaign] as const))('%s, saved without a change, is the same booking', (_id, campaign) => {
  expect(saved(campaign)).toEqual(campaign)
})

test('one field changed changes that field alone', () => {
  expect(saved(booked, { until: '2027-01-02T10:00' })).toEqual({ ...booked, until: '2027-01-02T02:00:00Z' })
  expect(saved(booked, { 'c0-text': 'Now in paperback.' })).toEqual({ ...booked, creatives: [{ ...booked.creatives[0], text: 'Now in paperback.' }] })
})

test('a creative is added by filling the empty one, and removed by emptying it', () => {
  const added = saved(booked, { 'c1-headline': 'The forest that walks', 'c1-href': '/world' })
  expect(added.creatives.map(({ id }) => id)).toEqual(['the-forest-that-walks', 'the-forest-that-walks-2'])
  const empty = Object.fromEntries(
    ['id', 'href', 'headline', 'text', 'action', 'picture-src', 'picture-alt', 'picture-width', 'picture-height'].map((name) => [`c0-${name}`, '']),
  )
  expect(saved(added, empty).creatives.map(({ id }) => id)).toEqual(['the-forest-that-walks-2'])
})

test('a new campaign needs no name of its own', () => {
  const values = {
    ...NEW_CAMPAIGN,
    texts: { ...NEW_CAMPAIGN.texts, advertiser: 'Tan & Daughters' },
    creatives: [{ headline: 'Tea', href: 'https://tea.example' }],
  }
  const read = campaignFrom(values, undefined, ZONE)
  expect(read.ok && v.parse(Campaign, read.campaign)).toMatchObject({ id: 'tan-daughters', kind: 'direct', creatives: [{ id: 'tea' }] })
})

test('flaws lead to their fields, also where an empty creative stands before', () => {
  const values = sent(booked, { weight: '700', 'c1-headline': 'Tea', 'c1-href': 'javascript:x', 'c1-picture-src': '/pictures/tea.jpg' })
  const read = campaignFrom(values, booked, ZONE)
  const parsed = parseWith(Campaign, read.ok ? read.campaign : {})
  const fields = parsed.ok ? [] : parsed.flaws.map(({ pointer }) => campaignFieldOf(pointer, values.creatives))
  expect(new Set(fields)).toEqual(new Set(['weight', 'c1-href', 'c1-picture-width', 'c1-picture-height']))
  const empty = { headline: '', href: '' }
  expect(campaignFieldOf('/creatives/0/href', [empty, { headline: 'Tea', href: 'x' }])).toBe('c1-href')
})

test('a time that the clocks jump over is refused in words', () => {
  const read = campaignFrom(sent(booked, { from: '2026-03-29T02:30' }), booked, 'Europe/Berlin')
  expect(read).toMatchObject({ ok: false, field: 'from', message: expect.stringContaining('doesn’t exist') })
})
