import { afterEach, describe, expect, test, vi } from 'vitest'
import type { MailReport } from '../../src/newsletter/calls.ts'
import { moveClock, openList, subscribe, tokenIn, WORDING } from './a-list.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ALL = { lists: ['daily', 'weekly'] }
afterEach(() => vi.useRealTimers())

describe('a sign-up', () => {
  test('waits until its owner presses the button of the one letter it sends', async () => {
    const list = await openList()
    expect(await list.signUp('reader@example.org', ALL)).toEqual({ ok: true })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'pending', weekly: 'pending' })
    await list.alarm()
    expect(list.sent).toHaveLength(1)
    const [letter] = list.sent
    expect(letter).toMatchObject({ to: { address: 'reader@example.org' }, from: { address: 'letters@news.example', name: 'The Test Line' } })
    expect(letter?.text).toContain('The Daily Line, The Week')
    const token = list.tokenTo('reader@example.org')
    expect(await list.stub.confirmation(token)).toMatchObject({ ok: true, purpose: 'confirm', email: 'reader@example.org', lists: ['daily', 'weekly'] })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'pending', weekly: 'pending' })
    expect(await list.stub.confirm(token)).toMatchObject({ ok: true })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'confirmed', weekly: 'confirmed' })
  })

  test('says the same in its letter with markup and without, names nobody in its link, and loads nothing', async () => {
    const list = await openList()
    await list.signUp('Reader@bücher.example')
    await list.alarm()
    const [{ html, text, to, subject, headers }] = list.sent as [(typeof list.sent)[0]]
    expect(to.address).toBe('Reader@xn--bcher-kva.example')
    const link = `https://news.example/newsletters/confirm?t=${tokenIn(list.sent[0])}`
    expect(text).toContain(link)
    expect(html).toContain(`href="${link}"`)
    expect(html.match(/https?:\/\/[^"\s<]+/g)).toEqual([link])
    expect(html.length).toBeLessThan(10_000)
    expect(html).not.toMatch(/reader|bücher|xn--/i)
    expect([subject, headers]).toEqual(['Confirm your subscription to The Test Line', { 'Auto-Submitted': 'auto-generated' }])
  })

  test('answers the same for an address that is new, waits, is confirmed, has left, was erased, bounced or complained', async () => {
    const list = await openList()
    await list.signUp('waits@example.org')
    for (const email of ['confirmed', 'left', 'erased', 'bounced', 'complained']) await subscribe(list, `${email}@example.org`)
    await list.inside(async (core) => {
      const { leaveList, findReader } = await import('../../src/newsletter/subscribers/subscriptions.ts')
      const { suppress } = await import('../../src/newsletter/subscribers/suppressions.ts')
      const { suppressionHash } = await import('../../src/newsletter/subscribers/tokens.ts')
      leaveList(core.db, 'daily', findReader(core.db, 'left@example.org')?.id ?? 0, Date.now())
      suppress(core.db, await suppressionHash(core.db.key, 'bounced@example.org'), 'bounce', Date.now())
      suppress(core.db, await suppressionHash(core.db.key, 'complained@example.org'), 'complaint', Date.now())
    })
    await list.stub.forget('erased@example.org')
    list.sent.length = 0
    moveClock(20 * MINUTE)
    for (const email of ['new', 'waits', 'confirmed', 'left', 'erased', 'bounced', 'complained'])
      expect(await list.signUp(`${email}@example.org`), email).toEqual({ ok: true })
    await list.alarm()
    // Who complained or cannot be reached gets nothing; who is on the list gets the way to their own page.
    expect(list.sent.map(({ to }) => to.address.split('@')[0]).sort()).toEqual(['confirmed', 'erased', 'left', 'new', 'waits'])
    expect(list.sent.find(({ to }) => to.address.startsWith('confirmed'))?.text).toContain('/newsletters/preferences?t=')
    expect(await list.statesOf('confirmed@example.org')).toEqual({ daily: 'confirmed' })
  })

  test('never weakens what is confirmed, whoever posts it again', async () => {
    const list = await openList()
    await subscribe(list, 'reader@example.org')
    for (let post = 0; post < 5; post++) await list.signUp('READER@example.org', { ...ALL, sender: `stranger-${post}` })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'confirmed', weekly: 'pending' })
  })

  test('by who left waits again, and is forgotten as left where nobody confirms it', async () => {
    const list = await openList()
    await subscribe(list, 'reader@example.org')
    const { preferences } = (await list.stub.confirm(list.tokenTo('reader@example.org'))) as { preferences: string }
    await list.stub.change(preferences, { change: 'lists', lists: [], offered: ['daily'], wording: WORDING, country: 'SG' })
    moveClock(20 * MINUTE)
    await list.signUp('reader@example.org', { sender: 'stranger' })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'pending' })
    await list.alarm()
    moveClock(8 * DAY)
    await list.alarm()
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed' })
  })
})

describe('letters that ask to confirm', () => {
  test('are one in ten minutes, however many forms and newsletters', async () => {
    const list = await openList()
    for (let post = 0; post < 30; post++) await list.signUp('bombed@example.org', { sender: `bomber-${post}`, lists: [post % 2 ? 'daily' : 'weekly'] })
    await list.alarm()
    await list.alarm()
    expect(list.sent).toHaveLength(1)
    expect(list.sent[0]?.text).toContain('The Daily Line, The Week')
    for (let post = 0; post < 30; post++) await list.signUp('bombed@example.org', { sender: `again-${post}`, ...ALL })
    for (const pause of [0, 11 * MINUTE, 11 * MINUTE]) {
      moveClock(pause)
      await list.alarm()
      expect(list.sent).toHaveLength(1)
    }
  })

  test('ask for a further newsletter later, and are four a day', async () => {
    const list = await openList()
    await list.signUp('reader@example.org')
    await list.alarm()
    await list.signUp('reader@example.org', { lists: ['weekly'] })
    await list.alarm()
    expect(list.sent).toHaveLength(1)
    moveClock(11 * MINUTE)
    await list.alarm()
    expect(list.sent).toHaveLength(2)
    expect(list.sent[1]?.text).toContain('The Week')
    for (let round = 0; round < 20; round++) {
      moveClock(11 * MINUTE)
      await list.signUp('reader@example.org', ALL)
      await list.alarm()
    }
    expect(list.sent).toHaveLength(4)
    moveClock(DAY)
    await list.alarm()
    expect(list.sent).toHaveLength(5)
  })

  test('are not put off by the forms of others', async () => {
    const list = await openList()
    const alarmAt = () => list.inside((_, { storage }) => storage.getAlarm())
    await list.signUp('first@example.org')
    const first = await alarmAt()
    moveClock(700)
    await list.signUp('second@example.org')
    expect(await alarmAt()).toBe(first)
  })

  test('wait where there is no way of delivery, and go out when there is', async () => {
    const list = await openList()
    await list.useMailer(undefined)
    await list.signUp('reader@example.org')
    await list.alarm()
    expect(list.logged.join()).toContain('confirmations-wait')
    await list.useMailer(list.mailer)
    moveClock(11 * MINUTE)
    await list.alarm()
    expect(list.sent).toHaveLength(1)
  })

  test('are tried again where nothing was taken, given up where an address is refused, and sent again where the list was killed over them', async () => {
    let result: 'deferred' | 'rejected' | 'throw' = 'deferred'
    const list = await openList({
      answer: () => {
        if (result === 'throw') throw new Error('reader@example.org hung up')
        return { result, reason: 'reader@example.org is busy' }
      },
    })
    await list.signUp('reader@example.org')
    await list.alarm()
    moveClock(2 * MINUTE)
    await list.alarm()
    expect(list.keys).toHaveLength(2)
    result = 'throw'
    moveClock(20 * MINUTE)
    await list.alarm()
    result = 'rejected'
    moveClock(6 * MINUTE)
    await list.alarm()
    expect(list.keys).toHaveLength(4)
    moveClock(DAY)
    await list.alarm()
    expect(list.keys).toHaveLength(4)
    expect(list.logged.join()).not.toContain('example.org')
    expect(new Set(list.keys).size).toBe(4)
  })

  test('ask for nothing that was left or confirmed in the meantime', async () => {
    const list = await openList()
    await list.signUp('reader@example.org')
    await list.stub.importSubscribers([
      { line: 2, email: 'reader@example.org', list: 'daily', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'paper form' },
    ])
    await list.alarm()
    expect(list.sent).toEqual([])
  })
})

describe('a token', () => {
  test('of a confirmation is used once, and pressed twice says the same twice', async () => {
    const list = await openList()
    await list.signUp('reader@example.org')
    await list.alarm()
    const token = list.tokenTo('reader@example.org')
    const [one, two] = await Promise.all([list.stub.confirm(token), list.stub.confirm(token)])
    expect([one.ok, two.ok]).toEqual([true, true])
    expect((await list.stub.counts()).lists).toMatchObject([{ list: 'daily', confirmed: 1, pending: 0, growth: [{ joined: 1, left: 0 }] }])
  })

  test('brings nobody back who left after using it', async () => {
    const list = await openList()
    const confirmed = (await subscribe(list, 'reader@example.org')) as { preferences: string }
    await list.stub.change(confirmed.preferences, { change: 'lists', lists: [], offered: ['daily'], wording: WORDING, country: 'SG' })
    expect(await list.stub.confirm(list.tokenTo('reader@example.org'))).toEqual({ ok: false, reason: 'used' })
    expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed' })
  })

  test('expires after three days, and gets a fresh one in its place', async () => {
    const list = await openList()
    await list.signUp('reader@example.org')
    await list.alarm()
    const token = list.tokenTo('reader@example.org')
    moveClock(3 * DAY + MINUTE)
    expect(await list.stub.confirm(token)).toEqual({ ok: false, reason: 'expired' })
    expect(await list.stub.resend(token)).toEqual({ ok: true })
    await list.alarm()
    expect(list.sent).toHaveLength(2)
    expect(await list.stub.confirm(list.tokenTo('reader@example.org'))).toMatchObject({ ok: true })
  })

  test('that is forged, cut off, of another list or for another purpose opens nothing', async () => {
    const [list, other] = [await openList(), await openList()]
    await subscribe(list, 'reader@example.org')
    await subscribe(other, 'reader@example.org')
    const token = list.tokenTo('reader@example.org')
    const { preferences } = (await list.stub.confirmation(token)) as { preferences: string }
    const flipped = [...token].map((character, at) => `${token.slice(0, at)}${character === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)
    for (const forged of [
      '',
      'x',
      token.slice(1),
      `${token}A`,
      token.toLowerCase(),
      `${token}==`,
      other.tokenTo('reader@example.org'),
      preferences,
      ...flipped,
    ])
      expect(await list.stub.confirm(forged), forged).toEqual({ ok: false, reason: 'foreign' })
    for (const call of ['settings', 'exportReader', 'unsubscription', 'unsubscribe'] as const) {
      expect(await list.stub[call](token)).toEqual({ ok: false, reason: 'foreign' })
      expect(await list.stub[call]('\u0000'.repeat(46))).toEqual({ ok: false, reason: 'foreign' })
    }
  })

  test('of a reader who was erased opens nothing, and never another’s page', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, 'first@example.org')) as { preferences: string }
    await list.stub.forget('first@example.org')
    await subscribe(list, 'second@example.org')
    expect(await list.stub.settings(preferences)).toEqual({ ok: false, reason: 'gone' })
  })
})

describe('a reader’s own page', () => {
  async function ownPage() {
    const list = await openList()
    const { preferences } = (await subscribe(list, 'reader@example.org')) as { preferences: string }
    const choose = (lists: string[]) => list.stub.change(preferences, { change: 'lists', lists, offered: ['daily', 'weekly'], wording: WORDING, country: 'SG' })
    return { ...list, preferences, choose }
  }

  test('chooses newsletters at once, each with its consent', async () => {
    const { stub, statesOf, preferences, choose } = await ownPage()
    await choose(['weekly'])
    expect(await statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed', weekly: 'confirmed' })
    expect((await stub.consents()).items.map(({ list, how }) => [list, how])).toEqual([
      ['daily', 'form'],
      ['weekly', 'page'],
    ])
    expect(await stub.settings(preferences)).toMatchObject({ ok: true, email: 'reader@example.org' })
  })

  test('pauses until a day, and goes on', async () => {
    const { stub, preferences } = await ownPage()
    const until = `${new Date(Date.now() + 7 * DAY).toISOString().slice(0, 10)}T00:00:00Z`
    await stub.change(preferences, { change: 'pause', until })
    expect(await stub.settings(preferences)).toMatchObject({ pausedUntil: until })
    await stub.change(preferences, { change: 'pause', until: null })
    expect(await stub.settings(preferences)).not.toHaveProperty('pausedUntil')
  })

  test('changes the address once the new one confirms, and not before', async () => {
    const { stub, preferences, sent, alarm, tokenTo, statesOf } = await ownPage()
    moveClock(11 * MINUTE)
    expect(await stub.change(preferences, { change: 'address', email: 'no address', sender: 'home' })).toEqual({ ok: false, reason: 'no-address' })
    expect(await stub.change(preferences, { change: 'address', email: 'READER@example.org', sender: 'home' })).toEqual({ ok: false, reason: 'same-address' })
    expect(await stub.change(preferences, { change: 'address', email: 'New@example.org', sender: 'home' })).toEqual({ ok: true })
    await alarm()
    expect(sent.at(-1)?.to.address).toBe('New@example.org')
    expect(await stub.settings(preferences)).toMatchObject({ email: 'reader@example.org' })
    const changed = await stub.confirm(tokenTo('New@example.org'))
    expect(changed).toMatchObject({ ok: true, purpose: 'change-address', email: 'New@example.org' })
    expect(await stub.settings((changed as { preferences: string }).preferences)).toMatchObject({ email: 'New@example.org' })
    expect(await statesOf('New@example.org')).toEqual({ daily: 'confirmed' })
    expect(await stub.confirm(tokenTo('New@example.org'))).toMatchObject({ ok: true })
  })

  test('becomes one with that of an address that was on the lists by itself', async () => {
    const { stub, preferences, alarm, tokenTo, statesOf, signUp } = await ownPage()
    await signUp('other@example.org', ALL)
    await alarm()
    await stub.confirm(tokenTo('other@example.org'))
    moveClock(11 * MINUTE)
    await stub.change(preferences, { change: 'address', email: 'other@example.org', sender: 'home' })
    await alarm()
    await stub.confirm(tokenTo('other@example.org'))
    expect(await statesOf('other@example.org')).toEqual({ daily: 'confirmed', weekly: 'confirmed' })
    expect(await statesOf('reader@example.org')).toEqual({})
    expect((await stub.counts()).lists.map(({ list, confirmed }) => [list, confirmed])).toEqual([
      ['daily', 1],
      ['weekly', 1],
    ])
  })

  test('hands out all that is held, with the words that were agreed to', async () => {
    const { stub, preferences } = await ownPage()
    expect(await stub.exportReader(preferences)).toMatchObject({
      ok: true,
      held: {
        email: 'reader@example.org',
        subscriptions: [{ list: 'daily', state: 'confirmed' }],
        consents: [{ list: 'daily', version: '2026-11', words: 'I agree.', notice: WORDING.notice, country: 'SG', how: 'form' }],
        lettersToConfirm: [{ purpose: 'confirm' }],
      },
    })
  })

  test('erases everything but a code that nobody can read back', async () => {
    const { stub, preferences, inside } = await ownPage()
    expect(await stub.change(preferences, { change: 'erase' })).toEqual({ ok: true })
    expect(await stub.settings(preferences)).toEqual({ ok: false, reason: 'gone' })
    const left = await inside(({ db }) =>
      db.sql
        .exec<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
        .toArray()
        .map(({ name }) => JSON.stringify(db.sql.exec(`SELECT * FROM ${name}`).toArray())),
    )
    expect(left.join()).not.toContain('reader@')
    expect((await stub.counts()).suppressed.erased).toBe(1)
    const row = { line: 2, email: 'reader@example.org', list: 'daily', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'paper' }
    expect(await stub.importSubscribers([row])).toEqual([{ line: 2, result: 'erased' }])
  })

  test('is mailed on request to who is on a list, and to nobody else, with the same answer', async () => {
    const { stub, sent, alarm } = await ownPage()
    moveClock(11 * MINUTE)
    sent.length = 0
    for (const email of ['Reader@example.org', 'stranger@example.org', 'no address'])
      expect(await stub.mailLink({ email, sender: email })).toEqual({ ok: true })
    await alarm()
    expect(sent.map(({ to }) => to.address)).toEqual(['reader@example.org'])
    expect(await stub.settings(tokenIn(sent[0]))).toMatchObject({ ok: true })
  })
})

test('a letter is left by its token at once, as often as it is asked, and years later', async () => {
  const list = await openList()
  await subscribe(list, 'reader@example.org')
  const token = await list.inside(async (core) => {
    const { mailboxOf, numberOfList, unsubscribeToken } = await import('../../src/newsletter/subscribers/letter-links.ts')
    const { findReader } = await import('../../src/newsletter/subscribers/subscriptions.ts')
    return unsubscribeToken(core.db, mailboxOf(core.db, findReader(core.db, 'reader@example.org')?.id ?? 0), numberOfList(core.db, 'daily'))
  })
  moveClock(3000 * DAY)
  expect(await list.stub.unsubscription(token)).toMatchObject({ ok: true, list: 'daily', isOn: true })
  for (let press = 0; press < 3; press++) expect(await list.stub.unsubscribe(token)).toMatchObject({ ok: true, list: 'daily' })
  expect(await list.statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed' })
  expect((await list.stub.counts()).lists).toMatchObject([{ confirmed: 0, unsubscribed: 1 }])
})

describe('what a way of delivery reports', () => {
  let told = 0
  async function reporting() {
    const list = await openList()
    await subscribe(list, 'reader@example.org', ALL)
    const report = (kind: MailReport['kind'], address = 'Reader@example.org', id = `report-${told++}`) =>
      list.stub.report([{ kind, address, id, at: new Date(Date.now()).toISOString() }])
    return { ...list, report }
  }

  test.each(['bounce', 'complaint'] as const)('of a %s takes the address off every list, and no form of others has it written to', async (kind) => {
    const { report, statesOf, stub, signUp, alarm, sent } = await reporting()
    for (let time = 0; time < 3; time++) await report(kind)
    expect(await statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed', weekly: 'unsubscribed' })
    expect((await stub.counts()).suppressed[kind]).toBe(1)
    sent.length = 0
    moveClock(20 * MINUTE)
    await signUp('reader@example.org')
    await alarm()
    expect(sent).toEqual([])
    moveClock(31 * DAY)
    await signUp('reader@example.org')
    await alarm()
    expect(sent).toHaveLength(kind === 'bounce' ? 1 : 0)
  })

  test('of five soft bounces in a row counts as one for good; told twice it is one, and a letter delivered begins anew', async () => {
    const { report, statesOf } = await reporting()
    for (let time = 0; time < 9; time++) await report('soft-bounce', 'reader@example.org', 'the same')
    for (let time = 0; time < 3; time++) await report('soft-bounce')
    await report('delivered')
    for (let time = 0; time < 4; time++) await report('soft-bounce')
    expect(await statesOf('reader@example.org')).toEqual({ daily: 'confirmed', weekly: 'confirmed' })
    await report('soft-bounce')
    expect(await statesOf('reader@example.org')).toEqual({ daily: 'unsubscribed', weekly: 'unsubscribed' })
  })

  test('of somebody who is on no list is nothing to keep', async () => {
    const { report, stub } = await reporting()
    for (const kind of ['bounce', 'complaint', 'soft-bounce', 'unsubscribe', 'delivered'] as const) await report(kind, 'stranger@example.org')
    await report('bounce', 'no address')
    expect((await stub.counts()).suppressed).toEqual({ bounce: 0, complaint: 0, erased: 0, editor: 0 })
  })
})

describe('the list’s owner', () => {
  test('reads every subscription with the consent in force, page after page', async () => {
    const { stub, signUp, inside } = await openList()
    for (let number = 0; number < 12; number++) await signUp(`Reader-${number}@Example.org`, { ...ALL, sender: `s-${number}` })
    const { items, nextCursor } = await stub.subscribers()
    expect([items.length, nextCursor]).toEqual([24, undefined])
    expect(items[6]).toMatchObject({ email: 'Reader-3@Example.org', list: 'daily', state: 'pending', consent: { version: '2026-11', country: 'SG' } })
    const paged = await inside(async ({ db }) => {
      const { consentsPage, subscribersPage } = await import('../../src/newsletter/subscribers/records.ts')
      const read = <T>(page: (cursor?: string) => { items: T[]; nextCursor?: string }) => {
        const all: T[] = []
        for (let cursor: string | undefined = ''; cursor !== undefined; ) {
          const { items, nextCursor } = page(cursor)
          all.push(...items)
          cursor = nextCursor
        }
        return all
      }
      return [read((cursor) => subscribersPage(db, cursor, 5)), read((cursor) => consentsPage(db, cursor, 7))]
    })
    expect(paged[0]).toEqual(items)
    expect(paged[1]).toEqual((await stub.consents()).items)
    expect(paged[1]).toHaveLength(24)
  })

  test('finds another wording as a consent of its own, and nothing where a form only came again', async () => {
    const { stub, signUp } = await openList()
    await signUp('reader@example.org')
    await signUp('reader@example.org')
    await signUp('reader@example.org', { wording: { version: '2026-12', words: 'I agree anew.' } })
    expect((await stub.consents()).items.map(({ version, words, notice }) => [version, words, notice])).toEqual([
      ['2026-11', 'I agree.', WORDING.notice],
      ['2026-12', 'I agree anew.', undefined],
    ])
  })

  test('erases an address with its consents, however it is written', async () => {
    const { stub, signUp } = await openList()
    await signUp('gone@example.org')
    expect(await stub.forget(' Gone@Example.ORG')).toBe(true)
    expect(await stub.forget('gone@example.org')).toBe(false)
    expect((await stub.subscribers()).items).toEqual([])
    expect((await stub.consents()).items).toEqual([])
  })

  test('is told why an address is not written to, so that nobody is sent to a form that cannot help', async () => {
    const list = await openList()
    for (const kind of ['bounce', 'complaint'] as const) {
      await subscribe(list, `${kind}@example.org`)
      await list.stub.report([{ kind, address: `${kind}@example.org`, id: kind, at: new Date(Date.now()).toISOString() }])
    }
    const row = { list: 'daily', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'paper form' }
    const results = await list.stub.importSubscribers(['bounce', 'complaint'].map((kind, line) => ({ ...row, line, email: `${kind}@example.org` })))
    expect(results.map(({ result }) => result)).toEqual(['bounce', 'complaint'])
  })

  test('brings in who agreed elsewhere, and nobody who left here', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, 'left@example.org')) as { preferences: string }
    await list.stub.change(preferences, { change: 'lists', lists: [], offered: ['daily'], wording: WORDING, country: 'SG' })
    await list.signUp('waits@example.org')
    const row = (line: number, email: string) => ({
      line,
      email,
      list: 'daily',
      wording: WORDING,
      at: '2026-01-01T00:00:00Z',
      country: 'SG',
      source: 'paper form',
    })
    expect(
      await list.stub.importSubscribers([
        row(2, 'new@example.org'),
        row(3, 'NEW@example.org'),
        row(4, 'left@example.org'),
        row(5, 'waits@example.org'),
        row(6, 'none'),
      ]),
    ).toEqual([
      { line: 2, result: 'added' },
      { line: 3, result: 'already' },
      { line: 4, result: 'left' },
      { line: 5, result: 'added' },
      { line: 6, result: 'no-address' },
    ])
    expect(await list.statesOf('new@example.org')).toEqual({ daily: 'confirmed' })
    expect((await list.stub.consents()).items.at(-1)).toMatchObject({ how: 'import', source: 'paper form', at: '2026-01-01T00:00:00Z' })
  })

  test('brings nobody back who left here, though a stranger’s form has asked for them since', async () => {
    const list = await openList()
    const { preferences } = (await subscribe(list, 'left@example.org')) as { preferences: string }
    await list.stub.change(preferences, { change: 'lists', lists: [], offered: ['daily'], wording: WORDING, country: 'SG' })
    await list.signUp('left@example.org', { sender: 'a stranger' })
    const row = { line: 2, email: 'left@example.org', list: 'daily', wording: WORDING, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'paper form' }
    expect(await list.stub.importSubscribers([row])).toEqual([{ line: 2, result: 'left' }])
    expect(await list.statesOf('left@example.org')).toEqual({ daily: 'pending' })
  })
})

test('what an import brings as proof of consent is what an export gives again', async () => {
  const { stub } = await openList()
  const proof = { version: 'v3', words: 'Yes, please.', notice: 'Not for the E.U.' }
  const row = { line: 1, email: 'reader@example.org', list: 'daily', wording: proof, at: '2026-01-01T00:00:00Z', country: 'SG', source: 'fair, on paper' }
  expect(await stub.importSubscribers([{ ...row, confirmedAt: '2026-01-02T00:00:00Z' }])).toMatchObject([{ result: 'added' }])
  expect((await stub.subscribers()).items).toEqual([
    {
      email: 'reader@example.org',
      list: 'daily',
      state: 'confirmed',
      at: expect.any(String),
      confirmedAt: '2026-01-02T00:00:00Z',
      consent: { ...proof, country: 'SG', at: '2026-01-01T00:00:00Z', how: 'import', source: 'fair, on paper' },
    },
  ])
})
