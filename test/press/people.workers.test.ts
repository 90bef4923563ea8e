import { describe, expect, test } from 'vitest'
import type { NewPasskey, Person } from '../../src/press/access-calls.ts'
import { createTables } from '../../src/press/ledger/schema.ts'
import { ADMIN, EDITOR, newsroom, type Room, story } from './newsroom.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR
const session = (hash: string, agent = 'Firefox on Linux') => ({ hash, agent })

async function signedIn({ press }: Room, name = 'Edith Coyle', role: Person['role'] = 'editor') {
  const made = await press.invite({ name, role, hash: `link of ${name}` }, ADMIN)
  if (!made.ok) throw new Error(made.reason)
  expect(await press.signInByLink(`link of ${name}`, session(`session of ${name}`))).toMatchObject({ ok: true })
  return { ...made.person, session: `session of ${name}` }
}

const trailOf = async ({ press }: Room) => (await press.audit()).items.map(({ by, what, detail }) => [by, what, detail].filter(Boolean).join(' | '))

describe('a link', () => {
  test('is looked at as often as anybody likes, and signs in once', () =>
    newsroom(async (room) => {
      const { press } = room
      expect(await press.invite({ name: 'Edith Coyle', role: 'editor', hash: 'aa' }, ADMIN)).toMatchObject({
        ok: true,
        kind: 'invite',
        person: { name: 'Edith Coyle', role: 'editor' },
        expiresAt: '2026-11-27T12:00:00Z',
      })
      for (let looked = 0; looked < 3; looked++) expect(await press.readLink('aa')).toMatchObject({ ok: true, person: { name: 'Edith Coyle' } })
      expect(await press.signInByLink('aa', session('s1'))).toMatchObject({
        ok: true,
        actor: { name: 'Edith Coyle', role: 'editor' },
        kind: 'invite',
        passkeys: 0,
      })
      expect(await press.signInByLink('aa', session('s2'))).toEqual({ ok: false, reason: 'used-link' })
      expect(await press.readLink('aa')).toEqual({ ok: false, reason: 'used-link' })
      expect(await press.sessionHolder('s2')).toBeNull()
      expect(await trailOf(room)).toEqual(['Edith Coyle | sign-in | link, Firefox on Linux', 'Ada | invite | Edith Coyle (editor)'])
    }))

  test('that two browsers use in the same moment signs in one of them', () =>
    newsroom(async ({ press }) => {
      await press.linkForSelf('aa', ADMIN)
      const both = await Promise.all(['s1', 's2', 's3'].map((hash) => press.signInByLink('aa', session(hash))))
      expect(both.filter(({ ok }) => ok).length).toBe(1)
    }))

  test('is forgotten some time after it expired', () =>
    newsroom(async ({ press, time }) => {
      await press.linkForSelf('mine', ADMIN)
      time.now += 10 * MINUTE * 1000
      expect(await press.signInByLink('mine', session('s'))).toEqual({ ok: false, reason: 'expired-link' })
      time.now += 8 * DAY * 1000
      await press.linkForSelf('next', ADMIN)
      expect(await press.readLink('mine')).toEqual({ ok: false, reason: 'unknown-link' })
      expect(await press.readLink('never')).toEqual({ ok: false, reason: 'unknown-link' })
    }))

  test('is replaced by the next one for the same person', () =>
    newsroom(async ({ press }) => {
      await press.linkForSelf('first', ADMIN)
      await press.linkForSelf('second', ADMIN)
      expect(await press.readLink('first')).toEqual({ ok: false, reason: 'expired-link' })
      expect(await press.signInByLink('second', session('s'))).toMatchObject({ ok: true, kind: 'own', actor: ADMIN })
    }))

  test('for somebody who is known needs no role, and changes none', () =>
    newsroom(async ({ press }) => {
      await press.invite({ name: 'Édith Coyle', role: 'reporter', hash: 'aa' }, ADMIN)
      expect(await press.invite({ name: 'edith COYLE', hash: 'bb' }, ADMIN)).toMatchObject({ kind: 'sign-in', person: { role: 'reporter' } })
      expect(await press.invite({ name: 'Edith Coyle', role: 'admin', hash: 'cc' }, ADMIN)).toEqual({
        ok: false,
        reason: 'name-taken',
        name: 'Édith Coyle',
        role: 'reporter',
      })
      expect(await press.invite({ name: 'Nobody', hash: 'dd' }, ADMIN)).toEqual({ ok: false, reason: 'no-role', name: 'Nobody' })
      expect((await press.people()).map(({ name }) => name)).toEqual(['Édith Coyle'])
    }))

  test('of an admin who has a token keeps the role that the person of this name has', () =>
    newsroom(async ({ press }) => {
      await press.invite({ name: 'Ada', role: 'reporter', hash: 'aa' }, { name: 'admin', role: 'admin' })
      await press.linkForSelf('bb', ADMIN)
      expect(await press.signInByLink('bb', session('s'))).toMatchObject({ actor: { name: 'Ada', role: 'reporter' } })
    }))

  test('is made by nobody but an admin', () =>
    newsroom(async ({ press }) => {
      await expect(press.invite({ name: 'A', role: 'admin', hash: 'a' }, EDITOR)).rejects.toThrow('needs admin')
      await expect(press.linkForSelf('a', EDITOR)).rejects.toThrow('needs admin')
    }))
})

describe('a session', () => {
  test('ends after twelve hours without use, and after thirty days however it is used', () =>
    newsroom(async (room) => {
      const { press, time } = room
      const edith = await signedIn(room)
      for (let used = 0; used < 3; used++) {
        time.now += 11 * HOUR * 1000
        expect(await press.sessionHolder(edith.session)).toMatchObject({ name: 'Edith Coyle', role: 'editor' })
      }
      time.now += 12 * HOUR * 1000
      expect(await press.sessionHolder(edith.session)).toBeNull()

      const rex = await signedIn(room, 'Rex', 'reporter')
      for (let hours = 10; hours < 30 * 24; hours += 10) {
        time.now += 10 * HOUR * 1000
        expect(await press.sessionHolder(rex.session)).toMatchObject({ name: 'Rex' })
      }
      time.now += 10 * HOUR * 1000
      expect(await press.sessionHolder(rex.session)).toBeNull()
    }))

  test('costs at most one write a minute', () =>
    newsroom(async (room) => {
      const { press, time, sql } = room
      const edith = await signedIn(room)
      const lastSeen = () => sql.exec<{ at: string }>('SELECT last_seen_at AS at FROM sessions').one().at
      time.now += 59_000
      await press.sessionHolder(edith.session)
      expect(lastSeen()).toBe('2026-11-24T12:00:00Z')
      time.now += 1000
      await press.sessionHolder(edith.session)
      expect(lastSeen()).toBe('2026-11-24T12:01:00Z')
    }))

  test('has the role that its person has now, and none when they are disabled', () =>
    newsroom(async (room) => {
      const { press } = room
      const edith = await signedIn(room, 'Edith Coyle', 'admin')
      expect(await press.changeRole(edith.id, 'reporter', ADMIN)).toEqual({ ok: true })
      expect(await press.sessionHolder(edith.session)).toMatchObject({ role: 'reporter' })
      await press.invite({ name: 'Edith Coyle', hash: 'open link' }, ADMIN)
      expect(await press.disablePerson(edith.id, ADMIN)).toEqual({ ok: true })
      expect(await press.sessionHolder(edith.session)).toBeNull()
      expect(await press.readLink('open link')).toMatchObject({ ok: false })
      expect(await press.invite({ name: 'Edith Coyle', hash: 'x' }, ADMIN)).toMatchObject({ reason: 'disabled-person' })
      expect(await press.enablePerson(edith.id, ADMIN)).toEqual({ ok: true })
      // What ended doesn't come back.
      expect(await press.sessionHolder(edith.session)).toBeNull()
      expect((await trailOf(room)).slice(0, 4)).toEqual([
        'Ada | enable-person | Edith Coyle',
        'Ada | disable-person | Edith Coyle',
        'Ada | sign-in-link | Edith Coyle (reporter)',
        'Ada | role | Edith Coyle: admin → reporter',
      ])
    }))

  test('is listed and ended by its person, and others’ are not theirs to end', () =>
    newsroom(async (room) => {
      const { press, time } = room
      const [edith, rex] = [await signedIn(room), await signedIn(room, 'Rex', 'reporter')]
      time.now += 61_000
      await press.invite({ name: 'Edith Coyle', hash: 'again' }, ADMIN)
      await press.signInByLink('again', session('phone', 'Safari on iPhone'))
      const list = await press.sessions(edith.id)
      expect(list.map(({ agent, via }) => `${agent} ${via}`)).toEqual(['Safari on iPhone link', 'Firefox on Linux link'])
      expect(JSON.stringify(list)).not.toContain('phone"')
      const phone = list[0]?.id ?? ''
      expect(await press.endSession(rex.id, phone, rex)).toBe(false)
      expect(await press.endSession(edith.id, phone, edith)).toBe(true)
      expect(await press.sessionHolder('phone')).toBeNull()
      expect(await press.sessionHolder(edith.session)).not.toBeNull()
      const kept = (await press.sessions(rex.id))[0]?.id
      expect(await press.endSessions(rex.id, rex, kept)).toEqual({ ok: true, ended: 0 })
      expect(await press.endSessions(rex.id, ADMIN)).toEqual({ ok: true, ended: 1 })
      expect(await press.endSessions('nobody', ADMIN)).toEqual({ ok: false, reason: 'unknown-person' })
      expect(await press.sessionHolder(rex.session)).toBeNull()
    }))

  test('beyond fifty takes the place of the one that was used longest ago', () =>
    newsroom(async (room) => {
      const { press, time } = room
      const edith = await signedIn(room)
      for (let n = 0; n < 50; n++) {
        time.now += 61_000
        await press.invite({ name: edith.name, hash: `l${n}` }, ADMIN)
        await press.signInByLink(`l${n}`, session(`s${n}`))
      }
      expect((await press.sessions(edith.id)).length).toBe(50)
      expect(await press.sessionHolder(edith.session)).toBeNull()
      expect(await press.sessionHolder('s0')).not.toBeNull()
    }))
})

describe('people', () => {
  test('never change their own role or access, so that an admin remains', () =>
    newsroom(async (room) => {
      const { press } = room
      const ada = await signedIn(room, 'Ada', 'admin')
      expect(await press.changeRole(ada.id, 'reporter', ada)).toEqual({ ok: false, reason: 'yourself' })
      expect(await press.disablePerson(ada.id, ada)).toEqual({ ok: false, reason: 'yourself' })
      expect(await press.changeRole('nobody', 'reporter', ada)).toEqual({ ok: false, reason: 'unknown-person' })
      expect(await press.people()).toMatchObject([{ name: 'Ada', passkeys: 0, sessions: 1, lastSeenAt: '2026-11-24T12:00:00Z' }])
    }))

  test('are in no export, and neither is how they sign in', () =>
    newsroom(async (room) => {
      const { press } = room
      await press.file({ article: story('one'), actor: EDITOR })
      await signedIn(room, 'Exported Nowhere')
      await press.challengeKey()
      const { lines } = await press.exportPage()
      expect(lines.length).toBeGreaterThan(2)
      for (const secret of ['Exported Nowhere', 'challenge', await press.challengeKey(), 'session']) expect(lines.join('\n')).not.toContain(secret)
    }))
})

describe('a passkey', () => {
  const NOW = Date.parse('2026-11-24T12:00:00Z')
  const made = (id: string, counter = 0): NewPasskey => ({ id, publicKey: 'pQEC', counter, transports: ['internal'], name: 'Laptop' })
  const challenge = (name: string) => ({ challenge: name, expiresAt: NOW + 300_000 })

  test('signs in with a challenge that is used once and is not over', () =>
    newsroom(async (room) => {
      const { press } = room
      const edith = await signedIn(room)
      expect(await press.addPasskey(edith.id, { ...made('k1'), ...challenge('c1') }, edith)).toEqual({ ok: true })
      expect(await press.addPasskey(edith.id, { ...made('k1'), ...challenge('c2') }, edith)).toEqual({ ok: false, reason: 'known-passkey' })
      expect(await press.passkeyKey('k1')).toEqual({ id: 'k1', publicKey: 'pQEC', counter: 0, transports: ['internal'] })
      expect(await press.passkeyKey('k2')).toBeNull()
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, ...challenge('c1') }, session('s'))).toEqual({ ok: false, reason: 'spent-challenge' })
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, challenge: 'old', expiresAt: NOW }, session('s'))).toMatchObject({ reason: 'spent-challenge' })
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, ...challenge('c3') }, session('s'))).toMatchObject({
        ok: true,
        actor: { name: 'Edith Coyle' },
      })
      expect(await press.sessions(edith.id)).toMatchObject([{}, {}])
      expect((await press.sessions(edith.id)).map(({ via }) => via).toSorted()).toEqual(['link', 'passkey'])
      expect(await press.passkeys(edith.id)).toEqual([{ id: 'k1', name: 'Laptop', createdAt: '2026-11-24T12:00:00Z', lastUsedAt: '2026-11-24T12:00:00Z' }])
    }))

  test('whose counter does not grow was copied, and signs nobody in', () =>
    newsroom(async (room) => {
      const { press } = room
      const edith = await signedIn(room)
      await press.addPasskey(edith.id, { ...made('k1', 5), ...challenge('c1') }, edith)
      expect(await press.signInByPasskey({ id: 'k1', counter: 5, ...challenge('c2') }, session('s'))).toEqual({ ok: false, reason: 'copied-passkey' })
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, ...challenge('c3') }, session('s'))).toEqual({ ok: false, reason: 'copied-passkey' })
      expect(await press.signInByPasskey({ id: 'k1', counter: 6, ...challenge('c4') }, session('s'))).toMatchObject({ ok: true })
      expect(await trailOf(room)).toContain('Edith Coyle | copied-passkey | k1')
    }))

  test('is renamed and removed by its person alone, and signs in nobody who is disabled', () =>
    newsroom(async (room) => {
      const { press } = room
      const [edith, rex] = [await signedIn(room), await signedIn(room, 'Rex', 'reporter')]
      await press.addPasskey(edith.id, { ...made('k1'), ...challenge('c1') }, edith)
      expect(await press.renamePasskey(rex.id, 'k1', 'Mine', rex)).toBe(false)
      expect(await press.removePasskey(rex.id, 'k1', rex)).toBe(false)
      expect(await press.renamePasskey(edith.id, 'k1', 'Phone', edith)).toBe(true)
      await press.disablePerson(edith.id, ADMIN)
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, ...challenge('c2') }, session('s'))).toMatchObject({ reason: 'disabled-person' })
      expect(await press.removePasskey(edith.id, 'k1', edith)).toBe(true)
      expect(await press.signInByPasskey({ id: 'k1', counter: 0, ...challenge('c3') }, session('s'))).toEqual({ ok: false, reason: 'unknown-passkey' })
      expect((await trailOf(room)).filter((line) => line.includes('passkey'))).toEqual([
        'Edith Coyle | remove-passkey | Phone',
        'Edith Coyle | rename-passkey | Laptop → Phone',
        'Edith Coyle | add-passkey | Edith Coyle: Laptop',
      ])
    }))

  test('is one of twenty at most', () =>
    newsroom(async (room) => {
      const { press } = room
      const edith = await signedIn(room)
      for (let n = 0; n < 20; n++) expect(await press.addPasskey(edith.id, { ...made(`k${n}`), ...challenge(`c${n}`) }, edith)).toEqual({ ok: true })
      expect(await press.addPasskey(edith.id, { ...made('k20'), ...challenge('c20') }, edith)).toEqual({ ok: false, reason: 'too-many-passkeys' })
    }))

  test('is asked for with challenges that one secret signs', () =>
    newsroom(async ({ press }) => {
      const key = await press.challengeKey()
      expect(key).toMatch(/^[0-9a-f]{64}$/)
      expect(await press.challengeKey()).toBe(key)
    }))
})

test('a ledger from before there were people has them invited like any other', () =>
  newsroom(async (room) => {
    const { sql, press } = room
    for (const table of ['people', 'sign_in_links', 'passkeys', 'sessions', 'spent_challenges']) sql.exec(`DROP TABLE ${table}`)
    createTables(sql)
    createTables(sql)
    await signedIn(room)
    expect(await press.people()).toMatchObject([{ name: 'Edith Coyle' }])
  }))

test('nothing about a session, link or passkey is looked for by going through all of them', () =>
  newsroom(async ({ sql }) => {
    const plans = [
      `SELECT s.id FROM sessions s JOIN people p ON p.id = s.person WHERE s.hash = 'a' AND p.disabled_at IS NULL`,
      `SELECT id FROM sessions WHERE person = 'a' AND last_seen_at > 'a' AND expires_at > 'b' ORDER BY last_seen_at DESC, created_at DESC`,
      `DELETE FROM sessions WHERE expires_at <= 'a'`,
      `DELETE FROM sessions WHERE last_seen_at <= 'a'`,
      `DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE person = 'a' ORDER BY last_seen_at DESC LIMIT -1 OFFSET 49)`,
      `SELECT hash FROM sessions WHERE person = 'a' AND id = 'b'`,
      `SELECT person FROM sign_in_links WHERE hash = 'a'`,
      `DELETE FROM sign_in_links WHERE expires_at <= 'a'`,
      `UPDATE sign_in_links SET expires_at = min(expires_at, 'b') WHERE person = 'a' AND used_at IS NULL`,
      `SELECT id FROM people WHERE folded = 'a'`,
      `SELECT id FROM passkeys WHERE person = 'a' ORDER BY created_at`,
      `DELETE FROM spent_challenges WHERE expires_at <= 1`,
    ].map((query) => ({
      query,
      plan: sql
        .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
        .toArray()
        .map(({ detail }) => detail)
        .join('; '),
    }))
    expect(plans.filter(({ plan }) => /SCAN/.test(plan) || !/SEARCH/.test(plan))).toEqual([])
  }))
