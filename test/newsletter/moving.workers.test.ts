import { afterEach, describe, expect, test, vi } from 'vitest'
import { moveClock, openList, subscribe } from './a-list.ts'
import { askToMove, choose, linksTo } from './readers-links.ts'

const MINUTE = 60_000
const OLD = 'old@example.org'
const NEW = 'new@example.org'
afterEach(() => vi.useRealTimers())

/** Both are readers of their own; `old` asks to move to `new`, whose mailbox has the email that asks to confirm. */
async function twoReaders(lists: { old?: string[]; new?: string[] } = {}) {
  const list = await openList()
  await subscribe(list, OLD, { lists: lists.old ?? ['daily'] })
  await subscribe(list, NEW, { lists: lists.new ?? ['weekly'] })
  const links = { old: await linksTo(list, OLD), new: await linksTo(list, NEW) }
  const asked = async () => {
    moveClock(11 * MINUTE)
    await askToMove(list, links.old.preferences)
    await list.alarm()
    return list.tokenTo(NEW)
  }
  return { list, links, asked, move: async () => list.stub.confirm(await asked()) }
}

describe('after a change of address, what lies in the old mailbox', () => {
  async function moved() {
    const list = await openList()
    await subscribe(list, OLD)
    const confirmation = list.tokenTo(OLD)
    const links = await linksTo(list, OLD)
    await askToMove(list, links.preferences)
    moveClock(2000)
    await list.alarm()
    const { preferences } = (await list.stub.confirm(list.tokenTo(NEW))) as { preferences: string }
    return { list, links, confirmation, preferences }
  }

  test('opens, changes, exports and erases nothing of the reader’s', async () => {
    const { list, links, preferences } = await moved()
    const refused = { ok: false, reason: 'moved' }
    expect(await list.stub.settings(links.preferences)).toEqual(refused)
    expect(await list.stub.exportReader(links.preferences)).toEqual(refused)
    expect(await choose(list, links.preferences, [])).toEqual(refused)
    expect(await askToMove(list, links.preferences, OLD)).toEqual(refused)
    expect(await list.stub.change(links.preferences, { change: 'erase' })).toEqual(refused)
    expect(await list.stub.settings(preferences)).toMatchObject({ ok: true, email: NEW })
  })

  test('still unsubscribes with one click, and leads to nobody’s page', async () => {
    const { list, links } = await moved()
    expect(await list.stub.unsubscription(links.unsubscribe)).toEqual({ ok: true, list: 'daily', isOn: true })
    expect(await list.stub.unsubscribe(links.unsubscribe)).toEqual({ ok: true, list: 'daily' })
    expect(await list.statesOf(NEW)).toEqual({ daily: 'unsubscribed' })
  })

  test('shows the new address nowhere, not even by the link that once confirmed the subscription', async () => {
    const { list, confirmation } = await moved()
    for (const answer of [await list.stub.confirmation(confirmation), await list.stub.confirm(confirmation)])
      expect(answer).toEqual({ ok: false, reason: 'moved' })
    list.sent.length = 0
    expect(await list.stub.resend(confirmation)).toEqual({ ok: false, reason: 'moved' })
    moveClock(11 * MINUTE)
    await list.alarm()
    expect(list.sent).toEqual([])
  })

  test('and links in the new mailbox do all of it', async () => {
    const { list, preferences } = await moved()
    const links = await linksTo(list, NEW)
    expect(await list.stub.unsubscription(links.unsubscribe)).toMatchObject({ ok: true, preferences: expect.any(String) })
    expect(await choose(list, preferences, ['weekly'])).toEqual({ ok: true })
  })

  test('of a newsletter that was never confirmed there, it is asked for at the new address', async () => {
    const list = await openList()
    await subscribe(list, OLD)
    await list.signUp(OLD, { lists: ['weekly'] })
    moveClock(11 * MINUTE)
    await list.alarm()
    const asked = list.tokenTo(OLD)
    await askToMove(list, (await linksTo(list, OLD)).preferences)
    await list.alarm()
    await list.stub.confirm(list.tokenTo(NEW))
    expect(await list.stub.confirm(asked)).toEqual({ ok: false, reason: 'moved' })
    expect(await list.statesOf(NEW)).toEqual({ daily: 'confirmed', weekly: 'pending' })
    moveClock(11 * MINUTE)
    await list.alarm()
    expect(await list.stub.confirm(list.tokenTo(NEW))).toMatchObject({ ok: true, purpose: 'confirm', lists: ['weekly'] })
    expect(await list.statesOf(NEW)).toEqual({ daily: 'confirmed', weekly: 'confirmed' })
  })
})

describe('a change to an address that is on the lists already', () => {
  test('leaves every unsubscribe link ever sent to either mailbox working', async () => {
    const { list, links, move } = await twoReaders()
    expect(await move()).toMatchObject({ ok: true, email: NEW })
    expect(await list.stub.unsubscribe(links.old.unsubscribe)).toEqual({ ok: true, list: 'daily' })
    expect(await list.stub.unsubscribe(links.new.weekly)).toMatchObject({ ok: true, list: 'weekly', preferences: expect.any(String) })
    expect(await list.statesOf(NEW)).toEqual({ daily: 'unsubscribed', weekly: 'unsubscribed' })
  })

  test('leaves the page of that mailbox to its owner, and gives it to nobody who asked for the change', async () => {
    const { list, links, move } = await twoReaders()
    const confirmed = (await move()) as { preferences: string }
    for (const preferences of [links.new.preferences, confirmed.preferences])
      expect(await list.stub.settings(preferences)).toMatchObject({ ok: true, email: NEW })
    expect(await list.stub.settings(links.old.preferences)).toEqual({ ok: false, reason: 'moved' })
    expect(await list.stub.change(links.old.preferences, { change: 'erase' })).toEqual({ ok: false, reason: 'moved' })
  })

  test('says the same when its button is pressed twice', async () => {
    const { list, asked } = await twoReaders()
    const token = await asked()
    for (let press = 0; press < 2; press++) expect(await list.stub.confirm(token)).toMatchObject({ ok: true, purpose: 'change-address', email: NEW })
    expect((await list.stub.counts()).lists.map(({ list, confirmed }) => [list, confirmed])).toEqual([
      ['daily', 1],
      ['weekly', 1],
    ])
  })

  test('moved on twice, old letters of all three mailboxes still unsubscribe', async () => {
    const { list, links, move } = await twoReaders()
    await move()
    await subscribe(list, 'third@example.org')
    await askToMove(list, links.new.preferences, 'third@example.org')
    moveClock(11 * MINUTE)
    await list.alarm()
    await list.stub.confirm(list.tokenTo('third@example.org'))
    expect(await list.stub.unsubscribe(links.old.unsubscribe)).toEqual({ ok: true, list: 'daily' })
    expect(await list.stub.unsubscribe(links.new.weekly)).toEqual({ ok: true, list: 'weekly' })
    expect(await list.statesOf('third@example.org')).toEqual({ daily: 'unsubscribed', weekly: 'unsubscribed' })
  })

  test('takes nobody off a newsletter that they confirmed at either mailbox', async () => {
    const { list, links, asked } = await twoReaders({ old: ['daily', 'weekly'], new: ['weekly'] })
    await list.signUp(NEW, { lists: ['daily'] })
    await choose(list, links.old.preferences, ['daily'])
    await list.stub.confirm(await asked())
    expect(await list.statesOf(NEW)).toEqual({ daily: 'confirmed', weekly: 'confirmed' })
  })

  test.each([
    ['after they agreed at the old one stays away', false, 'unsubscribed'],
    ['before they agreed at the old one gets it', true, 'confirmed'],
  ] as const)('who unsubscribed at the new mailbox %s', async (_, isAgain, state) => {
    const { list, links, asked } = await twoReaders({ new: ['daily'] })
    moveClock(MINUTE)
    await list.stub.unsubscribe(links.new.unsubscribe)
    moveClock(MINUTE)
    if (isAgain) for (const lists of [[], ['daily']]) await choose(list, links.old.preferences, lists)
    await list.stub.confirm(await asked())
    expect(await list.statesOf(NEW)).toEqual({ daily: state })
  })

  test('who unsubscribed at the new mailbox stays away, though a stranger’s form has asked for them since', async () => {
    const { list, links, asked } = await twoReaders({ new: ['daily'] })
    moveClock(MINUTE)
    await list.stub.unsubscribe(links.new.unsubscribe)
    moveClock(11 * MINUTE)
    await list.signUp(NEW, { lists: ['daily'], sender: 'a stranger' })
    await list.alarm()
    await list.stub.confirm(await asked())
    expect(await list.statesOf(NEW)).toEqual({ daily: 'pending' })
  })

  test('loses no consent of either, and nobody’s proof is rewritten', async () => {
    const { list, move } = await twoReaders({ old: ['daily'], new: ['daily', 'weekly'] })
    const proof = async () =>
      (await list.stub.consents()).items.map(({ list, version, words, at, how, country }) => ({ list, version, words, at, how, country }))
    const before = await proof()
    await move()
    expect(await proof()).toEqual(before)
    expect(before).toHaveLength(3)
  })

  test.each(['complaint', 'bounce'] as const)('sends nothing to a mailbox whose owner answered the question with a %s', async (kind) => {
    for (const isReader of [true, false]) {
      const list = await openList()
      await subscribe(list, OLD)
      if (isReader) await subscribe(list, NEW)
      moveClock(11 * MINUTE)
      await askToMove(list, (await linksTo(list, OLD)).preferences)
      await list.alarm()
      await list.stub.report([{ kind, address: NEW, id: `report of ${NEW}`, at: new Date(Date.now()).toISOString() }])
      expect(await list.stub.confirmation(list.tokenTo(NEW))).toEqual({ ok: false, reason: 'suppressed' })
      expect(await list.stub.confirm(list.tokenTo(NEW))).toEqual({ ok: false, reason: 'suppressed' })
      expect(await list.statesOf(OLD)).toEqual({ daily: 'confirmed' })
      expect((await list.stub.counts()).suppressed[kind]).toBe(1)
    }
  })

  test('brings no issue a second time that is being sent', async () => {
    const { list, move } = await twoReaders({ old: ['daily'], new: ['weekly'] })
    await move()
    const { recipientsAfter } = await import('../../src/newsletter/sending/recipients.ts')
    const frozen = Date.now() - MINUTE
    const issue = { list: 'daily', cursor: 1, last_reader: 9, frozen_at: frozen } as Parameters<typeof recipientsAfter>[1]
    expect(await list.inside(({ db }) => recipientsAfter(db, issue, 10))).toEqual([])
  })
})
