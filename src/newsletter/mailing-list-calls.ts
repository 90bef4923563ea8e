/** What can be asked of the mailing list: the face of the Durable Object `MailingList`. */

export type Consent = { version: string; words: string; country: string | undefined }
export type Subscription = {
  email: string
  lists: string[]
  consent: Consent /** Hash of where the form came from; forgotten within the hour. */
  sender: string
}
export type Recorded = { ok: true; lists: string[] } | { ok: false; reason: 'too-many'; retryAfterSeconds: number }

export type Subscriber = { email: string; list: string; state: string; at: string; consent?: { version: string; country?: string; at: string } }

export interface MailingListCalls {
  /** Keeps a request as pending. Asking again for a list already asked for changes nothing and answers the same. */
  request(subscription: Subscription): Promise<Recorded>
  /** Who is on which list, with the consent that began it, in pages. */
  subscribers(cursor?: string): Promise<{ items: Subscriber[]; nextCursor?: string }>
  /** Erases an address with its consents. False when it was on no list. */
  forget(email: string): Promise<boolean>
}

export const mailingListOf = (env: Env) => env.MAILING_LIST.get(env.MAILING_LIST.idFromName('readers')) as unknown as MailingListCalls
