/**
 * Values that an editor sends whole: the site, the pins, a campaign. A file replaces what the site has only where nobody changed
 * that since the file was sent, or written from it: the entity tag it had then is in the editor's records.
 */

import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../copy/parse.ts'
import { type Call, type Reply, tagOf } from './api.ts'
import type { CommandContext } from './command-context.ts'
import { type NextStep, nextStepLines } from './next-steps.ts'
import { refuse } from './state-change.ts'

export type ValueToPut<T> = {
  /** The editor's file, and what of it this value is. */
  file: string
  part?: string
  /** Where the API keeps it. */
  at: string
  body: T
  /** Whatever somebody changed since. */
  replace: boolean
  /** The value as the site would keep it, so that what it fills in counts as no difference. */
  normalise(value: unknown): unknown
  /** What nobody would miss. */
  isEmpty?(current: unknown): boolean
}

/** The site has another value than the file started from; `differs` names the fields. */
export type Changed = { ok: false; knew: boolean; current: unknown; differs: string[] }

export async function putValue<A, T>(context: CommandContext, it: ValueToPut<T>): Promise<Reply<A> | Changed> {
  const { api, records } = context
  const send = (precondition: Pick<Call, 'headers'> = {}) => api.ask<A>('PUT', it.at, { body: it.body, ...precondition })
  const reply = await sent()
  if ('problem' in reply || !reply.ok) return reply
  const tag = tagOf(reply) ?? (await tagAfter())
  if (tag !== undefined) await records.saveTag(it.file, tag, it.part)
  return reply

  async function sent(): Promise<Reply<A> | Changed> {
    if (it.replace) return send()
    const known = await records.tagOf(it.file, it.part)
    const first = known === undefined ? undefined : await send(ifMatch(known))
    if (first && !isStale(first)) return first
    const current = await api.ask<unknown>('GET', it.at)
    if (!current.ok) {
      const made = current.problem.status === 404 ? await send({ headers: { 'If-None-Match': '*' } }) : current
      return isStale(made) ? { ok: false, knew: true, current: undefined, differs: ['what somebody set at this very moment'] } : made
    }
    const differs = differences(it.normalise(current.value), it.normalise(it.body))
    if (differs.length > 0 && !it.isEmpty?.(current.value)) return { ok: false, knew: known !== undefined, current: current.value, differs }
    const second = await send(ifMatch(tagOf(current)))
    return isStale(second) ? { ok: false, knew: true, current: current.value, differs } : second
  }

  /** Where the answer to a change has no tag: that of the value, if it is still ours. */
  async function tagAfter() {
    const current = await api.ask<unknown>('GET', it.at)
    return current.ok && differences(it.normalise(current.value), it.normalise(it.body)).length === 0 ? tagOf(current) : undefined
  }
}

/** Says what differs, and how to go on. */
export function refuseStale(
  context: CommandContext,
  { knew, differs }: Changed,
  words: { subject: string; facts: object; changed: string; other: string; ways: readonly NextStep[] },
): void {
  const detail = `nothing was replaced: ${knew ? words.changed : words.other}. They differ in ${differs.join(', ')}.`
  refuse(context, { ...words.facts, differs }, { status: 412, detail, flaws: [] }, [`${words.subject}: ${detail}`, ...nextStepLines(words.ways)])
}

export const ifMatch = (tag: string | undefined): Pick<Call, 'headers'> => (tag === undefined ? {} : { headers: { 'If-Match': tag } })

export const isStale = (reply: Reply<unknown>) => !reply.ok && reply.problem.status === 412

function differences(a: unknown, b: unknown): string[] {
  if (isDeepStrictEqual(a, b)) return []
  if (!isObject(a) || !isObject(b)) return ['the whole of it']
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !isDeepStrictEqual(a[field], b[field]))
}
