/** A story in each of its states: what can be ordered on its page "Manage", and that each button does what it says. */
import { env } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { type Entry, pressOf } from '../../../src/press/calls.ts'
import { phoneCall, testSite } from '../../fakes.ts'
import { openPage, sendForm, signedIn } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const IN_AN_HOUR = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000).toISOString().replace('.000', '')
/** In the newsroom’s zone, which is Singapore’s. */
const TOMORROW = '2099-11-27T08:00'

const article = (slug: string, headline = `Story ${slug}`) => ({ ...phoneCall, slug, headline, updatedAt: undefined, corrections: undefined }) as never
const press = () => pressOf(env)
const file = (slug: string, headline?: string) => press().file({ article: article(slug, headline), actor: ADMIN, publish: 'no', undated: true })
const publish = async (slug: string) => {
  await file(slug)
  await press().publish(slug, ADMIN)
}
const update = async (slug: string, at?: string) => {
  await publish(slug)
  await file(slug, 'Changed since')
  if (at) await press().publish(slug, ADMIN, { at })
}
const agency = (slug: string) => ({ uri: `urn:wire:${slug}`, version: '1' })
const fromAgency = (slug: string) => press().file({ article: article(slug), actor: ADMIN, publish: 'now', undated: true, agency: agency(slug) } as never)

beforeAll(async () => {
  await press().addToken({ name: 'editor@desk', role: 'editor', hash: await sha256('dl_editor') }, ADMIN)
  await press().setSite(v.parse(Site, testSite), ADMIN)
})

const ALWAYS = 'rename'
const STATES: Record<string, { make: (slug: string) => Promise<unknown>; orders: string[] }> = {
  draft: { make: file, orders: ['delete', 'embargo', ALWAYS] },
  scheduled: {
    make: async (slug) => {
      await file(slug)
      await press().publish(slug, ADMIN, { at: IN_AN_HOUR })
    },
    orders: ['embargo', ALWAYS, 'unschedule', 'withdraw', 'withdraw-later'],
  },
  embargoed: {
    make: async (slug) => {
      await file(slug)
      await press().embargo(slug, IN_AN_HOUR, ADMIN)
    },
    orders: ['embargo', 'lift-embargo', ALWAYS, 'unschedule', 'withdraw', 'withdraw-later'],
  },
  published: { make: publish, orders: ['embargo', ALWAYS, 'withdraw', 'withdraw-later'] },
  'changed-since': { make: (slug) => update(slug), orders: ['embargo', ALWAYS, 'withdraw', 'withdraw-later'] },
  'update-waiting': { make: (slug) => update(slug, IN_AN_HOUR), orders: ['embargo', ALWAYS, 'unschedule', 'withdraw', 'withdraw-later'] },
  'withdrawal-ordered': {
    make: async (slug) => {
      await publish(slug)
      await press().withdraw(slug, ADMIN, { at: IN_AN_HOUR })
    },
    orders: ['embargo', 'keep-published', ALWAYS, 'withdraw', 'withdraw-later'],
  },
  withdrawn: {
    make: async (slug) => {
      await publish(slug)
      await press().withdraw(slug, ADMIN)
    },
    orders: [ALWAYS],
  },
  killed: {
    make: async (slug) => {
      await fromAgency(slug)
      await press().stop({ agency: { ...agency(slug), version: '2' }, order: 'kill', actor: ADMIN } as never)
    },
    orders: [ALWAYS],
  },
  held: {
    make: async (slug) => {
      await fromAgency(slug)
      await press().stop({ agency: { ...agency(slug), version: '2' }, order: 'hold', actor: ADMIN } as never)
    },
    orders: [ALWAYS],
  },
}

/** What the button promises. */
const KEPT: Record<string, (after: Entry | undefined, before: Entry) => void> = {
  delete: (after) => expect(after).toBeUndefined(),
  rename: (after) => expect(after).toMatchObject({ slug: expect.stringMatching(/-moved$/) }),
  embargo: (after) => expect(after).toMatchObject({ embargoUntil: '2099-11-27T00:00:00Z', until: '2099-11-27T00:00:00Z' }),
  'lift-embargo': (after) => expect(after?.embargoUntil).toBeUndefined(),
  unschedule: (after, before) => {
    expect(after?.until).toBeUndefined()
    expect(after?.live, 'readers keep what they have').toBe(before.live)
  },
  withdraw: (after) => expect(after).toMatchObject({ state: 'withdrawn' }),
  'withdraw-later': (after, before) => expect(after).toMatchObject({ state: before.state, withdrawAt: '2099-11-27T00:00:00Z' }),
  'keep-published': (after) => {
    expect(after).toMatchObject({ state: 'published' })
    expect(after?.withdrawAt).toBeUndefined()
  },
}

const entryOf = async (slug: string) => {
  const found = await press().read(slug)
  return found.ok ? found.entry : undefined
}
const orderButtons = (html: string) => [...html.matchAll(/name="order" value="([\w-]+)"/g)].map(([, order]) => order ?? '').sort()

describe.each(Object.entries(STATES))('of a story that is %s', (state, { make, orders }) => {
  test('only what applies is offered', async () => {
    await make(`offered-${state}`)
    const html = await (await openPage(`/desk/stories/offered-${state}/manage`, signedIn('editor'))).text()
    expect(orderButtons(html)).toEqual(orders)
  })

  test.each(orders)('the order "%s" does what it says', async (order) => {
    const slug = `${state}-${order}`
    await make(slug)
    const before = (await entryOf(slug)) as Entry
    const typed = { slug: `${slug}-moved`, 'embargo-until': TOMORROW, 'withdraw-at': TOMORROW, reason: 'Legal.' }
    const answer = await sendForm(`/desk/stories/${slug}/manage`, { ...typed, order, base: String(before.revision) }, signedIn('editor'))
    expect(answer.headers.get('Location')).toMatch(order === 'delete' ? /done=deleted$/ : new RegExp(`done=${order}(-unseen)?$`))
    KEPT[order]?.(await entryOf(order === 'rename' ? `${slug}-moved` : slug), before)
  })
})

test('Before an embargo takes away what readers have, the page says so', async () => {
  await publish('taken-away')
  await update('kept-out')
  const page = async (slug: string) => (await openPage(`/desk/stories/${slug}/manage`, signedIn('editor'))).text()
  expect(await page('taken-away')).toContain('takes it away from them')
  expect(await page('kept-out')).not.toContain('takes it away from them')
})

test('A withdrawal in the past is refused, and nothing is withdrawn by it', async () => {
  await publish('not-yet')
  const answer = await sendForm('/desk/stories/not-yet/manage', { order: 'withdraw-later', 'withdraw-at': '2020-01-01T08:00', base: '1' }, signedIn('editor'))
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('That time has passed')])
  expect(await entryOf('not-yet')).toMatchObject({ state: 'published' })
})

test('A slug that stays the same is no news', async () => {
  await file('same-slug')
  const answer = await sendForm('/desk/stories/same-slug/manage', { order: 'rename', slug: 'same-slug', base: '1' }, signedIn('editor'))
  expect(answer.headers.get('Location')).toBe('/desk/stories/same-slug/manage?done=same')
})

describe('Of many stories at once', () => {
  const list = async (show: string) => orderButtons(await (await openPage(`/desk?show=${show}`, signedIn('editor'))).text())

  test('only what applies to some of those listed is offered', async () => {
    expect(await list('draft')).toEqual(['add-topic', 'publish', 'section'])
    expect(await list('withdrawn')).toEqual(['add-topic', 'publish', 'section'])
    expect(await list('published')).toContain('withdraw')
  })

  test('drafts among those to be withdrawn stay drafts, and what changes nothing isn’t counted as done', async () => {
    await publish('many-out')
    await file('many-draft')
    const chosen: [string, string][] = [
      ['order', 'withdraw'],
      ['story', 'many-out 1'],
      ['story', 'many-draft 1'],
    ]
    const resultOf = async (fields: [string, string][]) => {
      const answer = await sendForm('/desk', fields, signedIn('editor'))
      return (await openPage(answer.headers.get('Location') ?? '', signedIn('editor'))).text()
    }
    const html = await resultOf(chosen)
    expect(html).toContain('1 story is done.')
    expect(html).toContain('nothing to withdraw')
    expect(await entryOf('many-draft')).toMatchObject({ state: 'draft' })
    const again = await resultOf(chosen.slice(0, 2))
    expect(again).toContain('0 stories are done. 1 was like that already.')
  })
})
