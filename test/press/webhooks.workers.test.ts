/** Other programs are told what happened: once it has, in signed messages, until they have them. */
import { describe, expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, SITE, story } from './newsroom.ts'
import { addWebhook, deliver, listening, logOf, OTHER_SECRET, Receiver, SECRET, THIRD_SECRET, verify } from './receiver.ts'

const DAY_S = 86_400

describe('a story’s life', () => {
  test('is told from the schedule to the withdrawal, each message signed so that the reference library takes it', () =>
    newsroom(async (room) => {
      const { press, time } = room
      const receiver = listening(room)
      await press.setSite(SITE, ADMIN)
      await addWebhook(room)
      await press.file({ article: story('call'), actor: EDITOR })
      const until = new Date(time.now + 3_600_000).toISOString().replace('.000', '')
      await press.publish('call', EDITOR, { at: until })
      await deliver(room)
      await press.unschedule('call', EDITOR)
      await press.publish('call', EDITOR)
      await deliver(room)
      await press.file({ article: story('call', { headline: 'Two leaders speak' }), actor: EDITOR, publish: 'now' })
      await deliver(room)
      await press.correct('call', 'It was on Tuesday.', EDITOR)
      await deliver(room)
      await press.rename('call', 'phone-call', EDITOR)
      await deliver(room)
      await press.withdraw('phone-call', EDITOR, { reason: 'A lawyer called.' })
      await deliver(room)
      await press.recordPictureWithdrawn('c'.repeat(32), EDITOR)
      await deliver(room)
      expect(receiver.types()).toEqual([
        'article.scheduled',
        'article.unscheduled',
        'article.published',
        'article.updated',
        'article.corrected',
        'article.renamed',
        'article.withdrawn',
        'picture.withdrawn',
      ])
      for (const got of receiver.got) expect(verify(got)).toEqual(got.payload)
      const [scheduled, , published, , corrected, renamed, withdrawn, picture] = receiver.got.map(({ payload }) => payload.data)
      expect(scheduled).toEqual({ slug: 'call', url: 'https://news.example/world/call', section: 'world', revision: expect.any(Number), until })
      expect(published).toMatchObject({ slug: 'call', headline: 'Story call', url: 'https://news.example/world/call' })
      expect(corrected).toMatchObject({ corrections: [{ text: 'It was on Tuesday.' }], headline: 'Two leaders speak' })
      expect(renamed).toMatchObject({ slug: 'phone-call', formerSlug: 'call', formerUrl: 'https://news.example/world/call' })
      // Why is the newsroom's own.
      expect(withdrawn).toEqual({
        slug: 'phone-call',
        url: 'https://news.example/world/phone-call',
        section: 'world',
        reason: 'withdrawn',
        at: expect.any(String),
      })
      expect(picture).toMatchObject({ id: 'c'.repeat(32), url: `https://news.example/pictures/${'c'.repeat(32)}` })
      const sequences = receiver.got.map(({ payload }) => payload.sequence)
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
      expect(new Set(sequences).size).toBe(sequences.length)
    }))

  test('is told only to those who asked, and costs nothing where nobody did', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room, { id: 'gone', events: ['article.withdrawn'] })
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect(receiver.got).toEqual([])
      expect(room.sql.exec('SELECT * FROM webhook_events').toArray()).toEqual([])
    }))

  test('a publication that is taken back is told as taken back', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      await room.press.file({ article: story('a'), actor: EDITOR })
      await room.press.publish('a', EDITOR)
      await room.press.undoPublication('a', EDITOR)
      await deliver(room)
      expect(receiver.got.map(({ payload: { type, data } }) => [type, data.reason])).toEqual([
        ['article.published', undefined],
        ['article.withdrawn', 'undone'],
      ])
    }))

  test('is told when readers have the story, and all the same where KV fails for a minute', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      room.kv.beforeWrite = () => {
        throw new Error('KV is away.')
      }
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room, { seconds: 5, rounds: 6 })
      expect(receiver.types()).toEqual([])
      await deliver(room, { seconds: 20, rounds: 4 })
      expect(receiver.types()).toEqual(['article.published'])
    }))

  test('words that readers can’t have any more are in no delivery and no replay', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response(null, { status: 500 })
      await room.press.file({ article: story('a', { headline: 'A defamed man' }), actor: EDITOR, publish: 'now' })
      await room.press.withdraw('a', EDITOR)
      receiver.answer = () => new Response(null, { status: 204 })
      receiver.got = []
      await deliver(room, { seconds: 30 })
      expect(receiver.types()).toEqual(['article.published', 'article.withdrawn'])
      expect(JSON.stringify(receiver.got)).not.toContain('defamed')
      expect(JSON.stringify(await logOf(room))).not.toContain('defamed')
    }))
})

describe('a receiver', () => {
  test('that fails is asked again under the same id, later and later, and has everything in the end', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response('Out of order', { status: 500 })
      for (const slug of ['a', 'b', 'c']) await room.press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await deliver(room, { seconds: 1, rounds: 60 })
      // One message tries the door, not all of them.
      expect(receiver.got.length).toBeLessThanOrEqual(4)
      expect((await room.press.webhook('hook'))?.failures).toBe(receiver.got.length)
      expect((await logOf(room)).find(({ attempts }) => attempts > 0)).toMatchObject({ state: 'waiting', status: 500, said: 'Out of order' })
      const ids = new Set(receiver.got.map(({ id }) => id))
      receiver.answer = () => new Response(null, { status: 200 })
      receiver.got = []
      await deliver(room, { seconds: 60, rounds: 8 })
      expect(receiver.got.map(({ payload }) => payload.data.slug).sort()).toEqual(['a', 'b', 'c'])
      expect(receiver.got.filter(({ id }) => ids.has(id)).length).toBe(ids.size)
      for (const got of receiver.got) verify(got)
      expect(await room.press.webhook('hook')).toMatchObject({ failures: 0, waiting: 0, state: 'active' })
    }))

  test('that wants to be left alone until later is', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response(null, { status: 429, headers: { 'Retry-After': '600' } })
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room, { seconds: 30, rounds: 19 })
      expect(receiver.got.length).toBe(1)
      await deliver(room, { seconds: 60, rounds: 3 })
      expect(receiver.got.length).toBe(2)
    }))

  test('that is gone (410) is told nothing more, and the newsroom sees why', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response(null, { status: 410 })
      for (const slug of ['a', 'b']) await room.press.file({ article: story(slug), actor: EDITOR, publish: 'now' })
      await deliver(room, { seconds: DAY_S })
      expect(receiver.got.length).toBe(1)
      expect((await logOf(room)).map(({ state, status, said }) => ({ state, status, said }))).toEqual(
        expect.arrayContaining([
          { state: 'failed', status: 410, said: undefined },
          { state: 'failed', status: undefined, said: 'The webhook was disabled before this was sent.' },
        ]),
      )
      expect(await room.press.webhook('hook')).toMatchObject({ state: 'gone', waiting: 0 })
      expect((await room.press.audit()).items.find(({ what }) => what === 'disable-webhook')).toMatchObject({
        by: 'press',
        detail: 'https://hook.example.org/in answered 410',
      })
      expect((await room.press.health()).find(({ name }) => name === 'webhooks')).toMatchObject({
        ok: false,
        words: expect.stringContaining('https://hook.example.org'),
      })
    }))

  test('that takes nothing for five days is given up, and can be brought back with all it missed', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response(null, { status: 500 })
      const from = new Date(room.time.now).toISOString()
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      for (let hour = 0; hour < 130; hour++) {
        if (hour % 10 === 0) await room.press.file({ article: story(`b-${hour}`), actor: EDITOR, publish: 'now' })
        await deliver(room, { seconds: 3600, rounds: 1 })
      }
      expect(await room.press.webhook('hook')).toMatchObject({ state: 'failing', waiting: 0 })
      expect(receiver.got.length).toBeLessThan(60)
      receiver.answer = () => new Response(null, { status: 204 })
      receiver.got = []
      await room.press.changeWebhook('hook', { disabled: false }, ADMIN)
      const until = new Date(room.time.now + 1000).toISOString()
      expect(await room.press.replayWebhook('hook', { from, until, state: 'failed' }, ADMIN)).toEqual({ ok: true, count: expect.any(Number) })
      await deliver(room, { rounds: 3 })
      expect(receiver.got.map(({ payload }) => payload.data.slug)).toContain('a')
      expect((await logOf(room)).filter(({ state }) => state !== 'delivered' && state !== 'failed')).toEqual([])
    }))

  test.each([301, 302, 307, 308])('that redirects (%i) to the metadata of a cloud is not followed', (status) =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      receiver.answer = () => new Response(null, { status, headers: { Location: 'http://169.254.169.254/latest/meta-data' } })
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect(receiver.got.map(({ url }) => url)).toEqual(['https://hook.example.org/in'])
      expect(receiver.got[0]?.init.redirect).toBe('manual')
      expect((await logOf(room))[0]).toMatchObject({ state: 'waiting', status, said: expect.stringContaining('Redirects aren’t followed') })
    }),
  )

  test('that hangs is left after a while, and holds up neither others nor printing', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      for (const id of ['hangs-1', 'hangs-2', 'hangs-3', 'hangs-4', 'well']) await addWebhook(room, { id })
      room.press.outside.patienceMs = 200
      receiver.answer = ({ url }) => (url.includes('hangs') ? new Promise<Response>(() => {}) : new Response(null, { status: 204 }))
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await room.press.alarm()
      // On their way still; what readers have is printed already.
      expect(room.kv.json('en:article:a')).toMatchObject({ slug: 'a' })
      await room.press.courier.idle()
      await deliver(room)
      expect((await logOf(room, 'well'))[0]).toMatchObject({ state: 'delivered' })
      expect((await logOf(room, 'hangs-1'))[0]).toMatchObject({ state: 'waiting', said: 'It gave no answer within 0.2 seconds.' })
      // From now on those that hang share one connection.
      let atOnce = 0
      let most = 0
      receiver.answer = ({ url }) => {
        if (!url.includes('hangs')) return new Response(null, { status: 204 })
        most = Math.max(most, ++atOnce)
        return new Promise<Response>((resolve) => setTimeout(() => resolve(new Response(null, { status: 500 })), 20)).finally(() => atOnce--)
      }
      await deliver(room, { seconds: 30, rounds: 4 })
      expect(most).toBe(1)
    }))

  test('that sends without end is read up to a kilobyte', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      let sent = 0
      let isCancelled = false
      receiver.answer = () =>
        new Response(
          new ReadableStream({
            pull(stream) {
              sent += 512
              stream.enqueue(new TextEncoder().encode('x'.repeat(512)))
            },
            cancel() {
              isCancelled = true
            },
          }),
        )
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect(isCancelled).toBe(true)
      expect(sent).toBeLessThan(10_000)
      expect((await logOf(room))[0]).toMatchObject({ state: 'delivered', said: 'x'.repeat(1024) })
    }))
})

describe('what is written down', () => {
  test('is delivered after a crash between the publication and its delivery, and under the same id after one in mid-delivery', async () => {
    const receiver = new Receiver()
    let kept: Parameters<typeof newsroom>[2]
    await newsroom(async (room) => {
      listening(room, receiver)
      await addWebhook(room)
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      kept = { kv: room.kv, time: room.time }
    }, 'crashing')
    // Nothing of memory is left but the tables.
    await newsroom(
      async (room) => {
        const { Courier } = await import('../../src/press/webhooks/courier.ts')
        room.press.courier = new Courier()
        receiver.answer = () => new Promise<Response>(() => {})
        await room.press.alarm()
        room.time.now += 1000
        await room.press.alarm()
        expect(receiver.got.length).toBe(1)
      },
      'crashing',
      kept,
    )
    await newsroom(
      async (room) => {
        const { Courier } = await import('../../src/press/webhooks/courier.ts')
        room.press.courier = new Courier()
        receiver.answer = () => new Response(null, { status: 204 })
        await deliver(room, { seconds: 30, rounds: 4 })
        expect(receiver.got.length).toBe(2)
        expect(receiver.got[1]?.id).toBe(receiver.got[0]?.id)
        expect(receiver.got[1]?.body).toBe(receiver.got[0]?.body)
        expect((await logOf(room))[0]).toMatchObject({ state: 'delivered', attempts: 2 })
      },
      'crashing',
      kept,
    )
  })

  test('a thousand publications within a minute are a thousand messages, in a bounded number at a time', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      await addWebhook(room, { id: 'other' })
      for (let n = 0; n < 1000; n++) await room.press.file({ article: story(`s-${n}`), actor: EDITOR, publish: 'now' })
      await room.settle()
      await room.press.courier.idle()
      const before = receiver.got.length
      await deliver(room, { rounds: 1 })
      expect(receiver.got.length - before).toBeLessThanOrEqual(200)
      await deliver(room, { rounds: 15 })
      expect(receiver.got.length).toBe(2000)
      expect(new Set(receiver.got.map(({ url, id }) => `${url} ${id}`)).size).toBe(2000)
    }))

  test('the log forgets after thirty days', () =>
    newsroom(async (room) => {
      listening(room)
      await addWebhook(room)
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      room.time.now += 31 * DAY_S * 1000
      await room.press.file({ article: story('b'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect((await logOf(room)).length).toBe(1)
      expect(room.sql.exec('SELECT count(*) AS n FROM webhook_events').one()).toEqual({ n: 1 })
    }))

  test('the log has ten thousand messages of a webhook at most', () =>
    newsroom(async (room) => {
      listening(room)
      await addWebhook(room)
      room.sql.exec(`
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
        INSERT INTO webhook_events (sequence, id, type, at, json) SELECT i, 'e' || i, 'webhook.test', ${room.time.now}, '{}' FROM n;
        INSERT INTO webhook_deliveries (webhook, event, state, until) SELECT 'hook', sequence, 'delivered', 0 FROM webhook_events;
      `)
      room.time.now = Math.ceil(room.time.now / 100) * 100
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      expect(room.sql.exec('SELECT count(*) AS n FROM webhook_deliveries').one()).toEqual({ n: 10_000 })
    }))

  test('is sent once more when somebody asks, also what is being tried right then', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      let let500: (response: Response) => void = () => {}
      receiver.answer = () => new Promise<Response>((resolve) => (let500 = resolve))
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await room.press.alarm()
      const event = receiver.got[0]?.id ?? ''
      expect(await room.press.replayWebhook('hook', { event }, ADMIN)).toEqual({ ok: true, count: 1 })
      receiver.answer = () => new Response(null, { status: 204 })
      let500(new Response(null, { status: 500 }))
      await room.press.courier.idle()
      await deliver(room)
      expect(receiver.got.map(({ id }) => id)).toEqual([event, event])
      expect((await logOf(room))[0]).toMatchObject({ state: 'delivered', attempts: 1 })
      expect(await room.press.replayWebhook('hook', { event: 'evt_none' }, ADMIN)).toEqual({ ok: false, reason: 'unknown-delivery', id: 'evt_none' })
    }))
})

describe('secrets', () => {
  test('overlap for a day, also when two people rotate them at once', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      const [one, two] = await Promise.all([
        room.press.rotateWebhookSecret('hook', OTHER_SECRET, ADMIN),
        room.press.rotateWebhookSecret('hook', THIRD_SECRET, ADMIN),
      ])
      expect([one.ok, two.ok]).toEqual([true, true])
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      for (const secret of [SECRET, OTHER_SECRET, THIRD_SECRET]) verify(receiver.got[0] as never, secret)
      expect(receiver.got[0]?.signature.split(' ').length).toBe(3)
      room.time.now += DAY_S * 1000
      await room.press.file({ article: story('b'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect(receiver.got[1]?.signature.split(' ').length).toBe(1)
      for (let n = 0; n < 4; n++) expect((await room.press.rotateWebhookSecret('hook', SECRET, ADMIN)).ok).toBe(true)
      expect(await room.press.rotateWebhookSecret('hook', SECRET, ADMIN)).toMatchObject({ ok: false, reason: 'too-many-secrets' })
    }))

  test('are in no answer, no trail, no export and no backup; what comes out of a backup is told nothing before it has a new one', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      await room.press.rotateWebhookSecret('hook', OTHER_SECRET, ADMIN)
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      const mark = await room.press.beginBackup(ADMIN)
      const backup = await room.press.backupPage({ part: 'ledger', mark })
      const said = JSON.stringify([await room.press.webhooks(), await room.press.audit(), await logOf(room), await room.press.exportPage(), backup])
      expect(said).not.toContain('whsec_')
      expect(said).not.toContain(SECRET.slice(6))
      if (!backup.ok) throw new Error('It moved.')
      const counts: Record<string, number> = {}
      for (const line of backup.lines) {
        const { table } = JSON.parse(line) as { table: string }
        counts[table] = (counts[table] ?? 0) + 1
      }
      await newsroom(async (other) => {
        const elsewhere = listening(other)
        await other.press.beginRestore('b'.repeat(64))
        await other.press.restoreRows('ledger', backup.lines)
        expect(await other.press.endRestore(counts, 'Ada')).toEqual({ ok: true })
        await deliver(other)
        await other.press.file({ article: story('b'), actor: EDITOR, publish: 'now' })
        await deliver(other)
        expect(elsewhere.got).toEqual([])
        expect(await other.press.webhook('hook')).toMatchObject({ state: 'no-secret', url: 'https://hook.example.org/in' })
        await other.press.rotateWebhookSecret('hook', THIRD_SECRET, ADMIN)
        await other.press.file({ article: story('c'), actor: EDITOR, publish: 'now' })
        await deliver(other)
        expect(elsewhere.got.map((got) => verify(got, THIRD_SECRET).data.slug)).toEqual(['c'])
        expect(elsewhere.got[0]?.payload.sequence).toBeGreaterThan(receiver.got[0]?.payload.sequence ?? 0)
      })
    }))
})

describe('a webhook', () => {
  test('leads to the public internet by https, or nowhere', () =>
    newsroom(async (room) => {
      listening(room)
      const add = (url: string) => room.press.addWebhook({ id: crypto.randomUUID(), url, events: ['article.published'], secret: SECRET }, ADMIN)
      expect(await add('https://169.254.169.254/latest')).toMatchObject({ ok: false, reason: 'bad-webhook-address' })
      expect(await add('http://localhost:9000/')).toMatchObject({ ok: false, reason: 'bad-webhook-address' })
      room.press.outside.mayBeLocal = true
      expect(await add('http://localhost:9000/')).toMatchObject({ ok: true })
      expect(await add('http://localhost:9000/')).toMatchObject({ ok: false, reason: 'webhook-known' })
      expect(await add('http://LOCALHOST:9000')).toMatchObject({ ok: false, reason: 'webhook-known' })
      expect(await add('http://192.168.0.1/')).toMatchObject({ ok: false, reason: 'bad-webhook-address' })
    }))

  test('there are twenty at most', () =>
    newsroom(async (room) => {
      listening(room)
      for (let n = 0; n < 20; n++) await addWebhook(room, { id: `h${n}` })
      expect(await room.press.addWebhook({ id: 'x', url: 'https://x.example.org/', events: ['article.updated'], secret: SECRET }, ADMIN)).toEqual({
        ok: false,
        reason: 'too-many-webhooks',
        most: 20,
      })
    }))

  test('that is disabled or removed is sent nothing, and takes nothing of others with it', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      for (const id of ['off', 'away', 'on']) await addWebhook(room, { id })
      await room.press.file({ article: story('a'), actor: EDITOR, publish: 'now' })
      await room.press.changeWebhook('off', { disabled: true }, ADMIN)
      await room.press.removeWebhook('away', ADMIN)
      await room.press.file({ article: story('b'), actor: EDITOR, publish: 'now' })
      await deliver(room)
      expect(new Set(receiver.got.map(({ url }) => url))).toEqual(new Set(['https://on.example.org/in']))
      expect(await room.press.testWebhook('off', ADMIN)).toEqual({ ok: false, reason: 'webhook-not-active', state: 'disabled' })
      expect((await logOf(room, 'off')).map(({ state }) => state)).toEqual(['failed'])
    }))

  test('is tried out by a message of its own, at once', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room, { events: ['newsletter.sent'] })
      await addWebhook(room, { id: 'other' })
      expect(await room.press.testWebhook('hook', ADMIN)).toMatchObject({ ok: true })
      await deliver(room)
      expect(receiver.got.map(({ url, payload }) => [url, payload.type])).toEqual([['https://hook.example.org/in', 'webhook.test']])
    }))

  test('hears from other parts of the house once, however often they say it', () =>
    newsroom(async (room) => {
      const receiver = listening(room)
      await addWebhook(room)
      const event = { id: 'evt_issue-1', type: 'newsletter.sent' as const, at: '2026-11-26T07:00:00Z', data: { newsletter: 'daily', issue: '2026-11-26' } }
      await room.press.tellWebhooks(event)
      await room.press.tellWebhooks(event)
      await deliver(room)
      await room.press.tellWebhooks(event)
      await deliver(room)
      expect(receiver.got.map(({ id, payload }) => [id, payload.data])).toEqual([
        ['evt_issue-1', { newsletter: 'daily', issue: '2026-11-26', at: '2026-11-26T07:00:00Z' }],
      ])
    }))
})
