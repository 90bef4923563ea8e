/** A list with readers and a letter to send them, for tests in the runtime. */
import { env, evictDurableObject } from 'cloudflare:test'
import type { IssueSource } from '../../src/newsletter/calls.ts'
import type { Delivery, Mailer, Message } from '../../src/newsletter/delivery/mailer.ts'
import { type Composed, type ComposeOptions, PLACEHOLDER } from '../../src/newsletter/letters/issue.ts'
import type { MailingListCore } from '../../src/newsletter/list/core.ts'
import type { SendingContext } from '../../src/newsletter/sending/context.ts'
import type { OutsideEvent } from '../../src/press/webhook-calls.ts'
import { openList, WORDING } from './a-list.ts'

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>

const html = `<h1>The morning</h1><a href="${PLACEHOLDER.unsubscribe}">Leave</a> <a href="${PLACEHOLDER.preferences}">Yours</a>`
const text = `The morning\n\nLeave: ${PLACEHOLDER.unsubscribe}\nYours: ${PLACEHOLDER.preferences}\n`

type Given = Partial<Mailer> & { answer?: (message: Message) => Delivery; limits?: SendingContext['limits'] }

/** `articles` are the press's, published or not; what `composed` hears is what digests were asked for. */
export async function openNewsroom({ answer, limits = {}, ...given }: Given = {}) {
  const list = await openList()
  const letters: Message[] = []
  const keys: string[] = []
  const taken = new Set<string>()
  const mailer: Mailer = {
    name: 'memory',
    idempotent: false,
    maxBatch: 100,
    async send(messages, key) {
      keys.push(key)
      return messages.map((message) => {
        const delivery = answer?.(message) ?? { result: 'sent' }
        if (delivery.result === 'sent' && !(mailer.idempotent && taken.has(`${key} ${message.id}`))) letters.push(message)
        if (delivery.result === 'sent') taken.add(`${key} ${message.id}`)
        return delivery
      })
    },
    ...given,
  }
  const press = { articles: ['one', 'two'], withdrawn: [] as string[], isAway: false, asked: 0, told: [] as OutsideEvent[] }
  const composed: { source: IssueSource; options: ComposeOptions }[] = []
  const site = { value: await list.inside((core) => core.post.site()) }
  site.value = {
    ...site.value,
    url: 'https://news.example',
    newsletter: {
      ...site.value.newsletter,
      from: { name: 'The News', address: 'news@news.example' },
      publisher: { name: 'News Ltd', postalAddress: '1 Main Street' },
      lists: [
        { slug: 'daily', name: 'The Daily', kind: 'digest' },
        { slug: 'weekly', name: 'The Weekly', kind: 'digest' },
      ],
    } as unknown as NonNullable<typeof site.value.newsletter>,
  }
  const context: SendingContext = {
    limits,
    site: async () => site.value,
    mailer: async () => mailer,
    notPublished: async (slugs) => {
      press.asked++
      if (press.isAway) throw new Error('The press is away.')
      return slugs.filter((slug) => press.withdrawn.includes(slug))
    },
    async compose(source, options): Promise<Composed> {
      composed.push({ source, options })
      const articles = (source.articles ?? press.articles).filter((slug) => !options.wasSent?.([slug]) && !press.withdrawn.includes(slug))
      if (articles.length === 0) return { ok: false, reason: 'no-articles', message: 'Nothing is new.' }
      return { ok: true, content: { subject: source.subject ?? 'The morning', preheader: '', html, text, articles, hash: articles.join('+') } }
    },
    tellWebhooks: async (event) => {
      if (press.isAway) throw new Error('The press is away.')
      press.told.push(event)
    },
    log: (line) => list.logged.push(JSON.stringify(line)),
  }
  const inside = async <T>(look: (core: MailingListCore, state: DurableObjectState) => T | Promise<T>): Promise<T> =>
    list.inside((core, state) => {
      core.issues.context = context
      return look(core, state)
    })
  await inside(() => {})
  return {
    ...list,
    inside,
    mailer,
    letters,
    keys,
    press,
    composed,
    context,
    site,
    /** Readers of a list who confirmed, `reader-0@example.org` and on. */
    subscribeMany: (readers: number, { name = 'reader', host = 'example.org' } = {}) =>
      inside(async (core) => {
        const row = (number: number) => ({
          line: number,
          email: `${name}-${number}@${host}`,
          list: 'daily',
          wording: WORDING,
          at: '2026-01-01T00:00:00Z',
          country: 'SG',
          source: 'desk',
        })
        for (let from = 0; from < readers; from += 500) {
          await core.importSubscribers(Array.from({ length: Math.min(500, readers - from) }, (_, at) => row(from + at)))
        }
      }),
    /** A draft for the list, by its address's last piece. */
    async draft(source: Partial<IssueSource> = {}) {
      const created = await list.stub.createIssue({ kind: 'digest', list: 'daily', ...source }, 'ed')
      if (!created.ok) throw new Error(created.reason)
      return created.issue.issue
    },
    async read(issue: string) {
      const read = await list.stub.readIssue('daily', issue, true)
      if (!read.ok) throw new Error(read.reason)
      return read.issue
    },
    /** Runs alarms until none is due at once. */
    async settle(alarms = 20) {
      for (let alarm = 0; alarm < alarms; alarm++) await inside((core) => core.alarm())
    },
    /** The object ends and another begins, with what stands on its disk. */
    async restart() {
      await evictDurableObject(env.MAILING_LIST.get(list.stub.id))
      await list.useMailer(undefined)
      await inside(() => {})
    },
    recipients: () => letters.map(({ to }) => to.address).sort(),
  }
}
