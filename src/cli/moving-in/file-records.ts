/** Authors, topics and subscribers of the old system, each by its own call. What is here already stays as it is. */
import type { Api, Reply } from '../api.ts'
import type { OldAuthor, OldSubscriber, OldTopic } from './old-item.ts'
import type { MovePicture } from './picture-mover.ts'
import { slugOfTerm } from './terms.ts'

export type RecordOutcome = 'filed' | 'unchanged' | { why: string }

export async function fileAuthor(api: Api, author: OldAuthor, movePicture: MovePicture): Promise<RecordOutcome> {
  const { slug, name, role, bio, url } = author
  const portrait = author.portrait ? await movePicture(author.portrait) : undefined
  const body = {
    slug,
    name,
    ...(role && { role }),
    ...(bio && { bio: bio.slice(0, 4000) }),
    ...(portrait?.ok && { portrait: { ...portrait.picture, alt: name } }),
    ...(url && /^https?:\/\//.test(url) && { contact: { url } }),
  }
  return outcomeOf(await api.ask('PUT', `/api/authors/${slug}`, { body, headers: { 'If-None-Match': '*' } }))
}

export async function fileTopic(api: Api, { term, introduction }: OldTopic): Promise<RecordOutcome> {
  const slug = slugOfTerm(term)
  return outcomeOf(await api.ask('PUT', `/api/topics/${slug}`, { body: { slug, name: term.name, introduction }, headers: { 'If-None-Match': '*' } }))
}

function outcomeOf(reply: Reply<unknown>): RecordOutcome {
  if (reply.ok) return 'filed'
  if (reply.problem.status === 412) return 'unchanged'
  return { why: [reply.problem.detail, ...reply.problem.flaws.map(({ message }) => message)].join(' ') }
}

type Answer = { items: { line: number; ok: boolean; message?: string }[] }

/** Refusals by place in the list. All rows have the columns of the first that has each. */
export async function fileSubscribers(api: Api, subscribers: readonly OldSubscriber[]): Promise<Map<number, string>> {
  const columns = [...new Set(subscribers.flatMap(({ row }) => Object.keys(row)))]
  const cell = (text: string) => `"${text.replaceAll('"', '""').replace(/\s*[\r\n]+\s*/g, ' ')}"`
  const body = [columns.join(','), ...subscribers.map(({ row }) => columns.map((column) => cell(row[column] ?? '')).join(','))].join('\n')
  const reply = await api.ask<Answer>('POST', '/api/subscribers', { body: `${body}\n`, type: 'text/csv', repeatable: true })
  if (!reply.ok) return new Map(subscribers.map((_, at) => [at, reply.problem.detail]))
  return new Map(reply.value.items.flatMap(({ line, ok, message }) => (ok ? [] : [[line - 2, message ?? 'It was refused.'] as const])))
}
