/** Readers of newsletters as the API gives them. */
import { Option } from '@commander-js/extra-typings'
import { parseSlug } from './option-values.ts'

const STATES = ['pending', 'confirmed', 'unsubscribed'] as const

export type Subscriber = {
  email: string
  list: string
  state: (typeof STATES)[number]
  at: string
  confirmedAt?: string
  leftAt?: string
  consent?: { version: string; words: string; notice?: string; country?: string; at: string; how: string; source?: string }
}

export type Consent = {
  email: string
  list: string
  version: string
  words: string
  notice?: string
  at: string
  country?: string
  how: string
  source?: string
  confirmedAt?: string
}

export type Wanted = { list?: string | undefined; state?: Subscriber['state'] | undefined }

export const listOption = () => new Option('--list <slug>', 'of one newsletter').argParser(parseSlug)
export const stateOption = () => new Option('--state <state>', 'in this state').choices(STATES)

export const isWanted = ({ list, state }: Wanted, one: Subscriber) => (list === undefined || one.list === list) && (state === undefined || one.state === state)

/** The API gives all; whoever wants some is served here. */
export async function* only<T>(items: AsyncIterable<T>, wanted: (item: T) => boolean, limit = Infinity): AsyncGenerator<T> {
  let left = limit
  for await (const item of items) {
    if (!wanted(item)) continue
    yield item
    if (--left === 0) return
  }
}
