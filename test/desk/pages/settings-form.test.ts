import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseWith } from '../../../src/copy/parse.ts'
import { Site } from '../../../src/copy/shapes/site.ts'
import { SiteToSet } from '../../../src/copy/shapes/site-to-set.ts'
import { fieldOf, sectionFlaws, siteFrom, subtopicFlaws, valuesOf } from '../../../src/desk/pages/settings/settings-form.ts'

const parsed = parseWith(Site, JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/site.json'), 'utf8')))
const site = parsed.ok ? parsed.value : expect.fail()

test('Saving the settings unchanged changes nothing, not even what the form does not show', () => {
  expect(parseWith(Site, siteFrom(valuesOf(site), site))).toEqual({ ok: true, value: site })
})

test('A section renamed in its line keeps what the form does not show of it', () => {
  const before = { ...site, sections: [{ slug: 'world', name: 'World', colour: 'blue' }] }
  expect(siteFrom({ ...valuesOf(before), sections: 'world | The world | Everywhere' }, before)).toMatchObject({
    sections: [{ slug: 'world', name: 'The world', description: 'Everywhere', colour: 'blue' }],
  })
})

test('A section’s rows are written by its slug, and a line without a section is refused', () => {
  const values = { ...valuesOf(site), sections: 'world | World\nsport | Sport', 'section-topics': 'sport: football, chess' }
  expect(siteFrom(values, site)).toMatchObject({
    sections: [
      { slug: 'world', name: 'World' },
      { slug: 'sport', name: 'Sport', topics: ['football', 'chess'] },
    ],
  })
  expect(subtopicFlaws(values, site)).toEqual([])
  expect(subtopicFlaws({ ...values, 'section-topics': 'sports: football' }, site)).toMatchObject([{ message: expect.stringContaining('“sports”') }])
  expect(fieldOf('/sections/1/topics/0')).toBe('section-topics')
})

test('A section that gets another slug takes its rows along, and what the form does not show', () => {
  const before = { ...site, sections: [{ slug: 'sport', name: 'Sport', topics: ['football'], colour: 'blue' }] }
  const values = { ...valuesOf(before), sections: 'games | Sport' }
  expect(subtopicFlaws(values, before)).toEqual([])
  expect(siteFrom(values, before)).toMatchObject({ sections: [{ slug: 'games', name: 'Sport', topics: ['football'], colour: 'blue' }] })
  // With another name as well it is another section, and its rows are asked about.
  expect(subtopicFlaws({ ...values, sections: 'games | Games' }, before)).toHaveLength(1)
})

test('Emptied by mistake, the list of sections doesn’t empty the menu', () => {
  expect(sectionFlaws({ ...valuesOf(site), sections: ' \n' }, site)).toMatchObject([{ pointer: '/sections' }])
  expect(sectionFlaws(valuesOf(site), site)).toEqual([])
  expect(sectionFlaws({ ...valuesOf(site), sections: '' }, { ...site, sections: [] })).toEqual([])
})

test('An emptied field is left out, so that the site has its default again', () => {
  const after = siteFrom({ ...valuesOf(site), tagline: '', 'badge-label': '', 'badge-detail': '', 'badge-url': '' }, site) as Partial<Site>
  expect(after.tagline).toBeUndefined()
  expect(after.badge).toBeUndefined()
})

test('The hours after which live coverage ends are a number, or none', () => {
  const saved = siteFrom({ ...valuesOf(site), 'live-endsAfterHours': '6' }, site) as Site
  expect(parseWith(SiteToSet, saved)).toMatchObject({ ok: true, value: { live: { endsAfterHours: 6 } } })
  expect(siteFrom({ ...valuesOf(saved), 'live-endsAfterHours': '' }, saved)).not.toHaveProperty('live')
  for (const typed of ['soon', '-1', '1.5'])
    expect(parseWith(SiteToSet, siteFrom({ ...valuesOf(site), 'live-endsAfterHours': typed }, site))).toMatchObject({
      ok: false,
      flaws: [{ pointer: '/live/endsAfterHours' }],
    })
})

test('The letters of new addresses are chosen in the settings, and nothing is written for a newsroom that never chose', () => {
  const latin = siteFrom({ ...valuesOf(site), addresses: 'latin' }, site) as Site
  expect(parseWith(SiteToSet, latin)).toMatchObject({ ok: true, value: { addresses: 'latin' } })
  expect(valuesOf(latin).addresses).toBe('latin')
  expect(siteFrom(valuesOf(latin), latin)).toEqual(latin)
  expect(siteFrom({ ...valuesOf(latin), addresses: 'own' }, latin)).not.toHaveProperty('addresses')
  const flaws = parseWith(SiteToSet, siteFrom({ ...valuesOf(site), addresses: 'greek' }, site))
  expect(flaws).toMatchObject({ ok: false, flaws: [{ pointer: '/addresses' }] })
  expect(fieldOf('/addresses')).toBe('addresses')
})
