/** What readers do by the links in their mailboxes. */
import { mailboxOf, numberOfList, preferencesToken, unsubscribeToken } from '../../src/newsletter/subscribers/letter-links.ts'
import { findReader } from '../../src/newsletter/subscribers/subscriptions.ts'
import { type openList, WORDING } from './a-list.ts'

export type List = Awaited<ReturnType<typeof openList>>

/** The links in an issue that goes to an address now. */
export const linksTo = (list: List, email: string) =>
  list.inside(async ({ db }) => {
    const id = findReader(db, email)?.id ?? 0
    const [unsubscribe, weekly, preferences] = await Promise.all([
      unsubscribeToken(db, mailboxOf(db, id), numberOfList(db, 'daily')),
      unsubscribeToken(db, mailboxOf(db, id), numberOfList(db, 'weekly')),
      preferencesToken(db, mailboxOf(db, id), Date.now()),
    ])
    return { unsubscribe, weekly, preferences }
  })
export const choose = (list: List, preferences: string, lists: string[]) =>
  list.stub.change(preferences, { change: 'lists', lists, offered: ['daily', 'weekly'], wording: WORDING, country: 'SG' })
export const askToMove = (list: List, preferences: string, email = 'new@example.org') =>
  list.stub.change(preferences, { change: 'address', email, sender: 'home' })
