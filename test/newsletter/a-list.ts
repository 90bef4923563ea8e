/** A mailing list for tests in the runtime: the real object, a mailer that remembers, and a clock that can be moved. */
import { env, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { vi } from 'vitest'
import type { Site } from '../../src/copy/shapes/site.ts'
import type { IssueCalls, MailingListCalls, SignUp } from '../../src/newsletter/calls.ts'
import type { Delivery, Mailer, Message } from '../../src/newsletter/delivery/mailer.ts'
import type { MailingListCore } from '../../src/newsletter/list/core.ts'
import { testSite } from '../fakes.ts'

export const WORDING = { version: '2026-11', words: 'I agree.', notice: 'Not for persons residing in the E.U.' }

type Holder = { core: Promise<MailingListCore> }
type Stub = DurableObjectStub & MailingListCalls & IssueCalls

let lists = 0

/** Each call opens a list of its own, so that no test hears of another's readers. */
export async function openList(given: Partial<Mailer> & { answer?: (message: Message) => Delivery } = {}) {
  const stub = env.MAILING_LIST.get(env.MAILING_LIST.idFromName(`readers of test ${lists++}`)) as unknown as Stub
  const sent: Message[] = []
  const keys: string[] = []
  const logged: string[] = []
  const mailer: Mailer = {
    name: 'memory',
    idempotent: false,
    maxBatch: 10,
    async send(messages, key) {
      keys.push(key)
      return messages.map((message) => {
        const delivery = given.answer?.(message) ?? { result: 'sent' }
        if (delivery.result === 'sent') sent.push(message)
        return delivery
      })
    },
    ...given,
  }
  const site = { ...testSite, socials: [], editions: [], footer: [], aiCrawlers: 'allow', showChanges: false } as unknown as Site
  const inside = <T>(look: (core: MailingListCore, state: DurableObjectState) => T | Promise<T>): Promise<T> =>
    runInDurableObject(stub, async (holder, state) => look(await (holder as unknown as Holder).core, state))
  const useMailer = (use: Mailer | undefined) =>
    inside((core) => {
      core.post = { site: async () => site, mailer: async () => use, log: (line) => logged.push(JSON.stringify(line)) }
    })
  await useMailer(mailer)
  return {
    stub,
    sent,
    keys,
    logged,
    inside,
    mailer,
    useMailer,
    signUp: (email: string, more: Partial<SignUp> = {}) =>
      stub.signUp({ email, lists: ['daily'], wording: WORDING, country: 'SG', sender: `of ${email}`, ...more }),
    /** Runs the alarm that is set, if one is. */
    alarm: () => runDurableObjectAlarm(stub),
    /** The link's token in the last letter to an address. */
    tokenTo: (email: string) => tokenIn([...sent].reverse().find(({ to }) => to.address === email)),
    statesOf: async (email: string) =>
      Object.fromEntries((await stub.subscribers()).items.filter((one) => one.email === email).map(({ list, state }) => [list, state])),
  }
}

export const tokenIn = (message: Message | undefined) => /\?t=([\w-]+)/.exec(message?.text ?? '')?.[1] ?? ''

/** Moves the clock of this isolate, which is the list's as well. */
export function moveClock(ms: number) {
  const at = Date.now() + ms
  vi.useFakeTimers({ toFake: ['Date'], now: at })
}

/** Signs an address up and confirms it, as its owner does. */
export async function subscribe(list: Awaited<ReturnType<typeof openList>>, email: string, more: Partial<SignUp> = {}) {
  await list.signUp(email, more)
  await list.alarm()
  return list.stub.confirm(list.tokenTo(email))
}
