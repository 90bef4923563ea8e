/** An issue that is being drafted, as a form. */

import { lastPieceOf } from '../../../copy/shapes/address-pieces.ts'
import type { IssueSource } from '../../../newsletter/calls.ts'
import type { Form } from '../layout/form.ts'

export type IssueValues = { kind: string; subject: string; introduction: string; articles: string; picked: readonly string[] }

export const valuesSent = (form: Form): IssueValues => ({
  kind: form.text('kind'),
  subject: form.text('subject'),
  introduction: form.text('introduction'),
  articles: form.text('articles'),
  picked: form.all('pick'),
})

/** `articles`: those it has now, where its list's rule chose them. */
export const valuesOfSource = (source: IssueSource, articles: readonly string[]): IssueValues => ({
  kind: source.kind,
  subject: source.subject ?? '',
  introduction: source.introduction ?? '',
  articles: (source.articles ?? articles).join('\n'),
  picked: [],
})

/** Those typed first, in their order; then those ticked. Addresses that were pasted become slugs. */
export function articlesOf({ articles, picked }: IssueValues): string[] {
  const typed = articles
    .split(/[\s,]+/)
    .map(lastPieceOf)
    .filter(Boolean)
  return [...new Set([...typed, ...picked])]
}

/** What is to be parsed as an issue. Fields left empty are left out. */
export function issueFrom(values: IssueValues): unknown {
  const articles = articlesOf(values)
  return {
    ...(values.kind && { kind: values.kind }),
    ...(articles.length > 0 && { articles }),
    ...(values.introduction && { introduction: values.introduction }),
    ...(values.subject && { subject: values.subject }),
  }
}

/** Longer addresses are refused by some of what they pass through. */
const MAX_PREVIEW_PATH = 7000

/** Where the letter can be seen before it is saved; undefined where its introduction is too long for an address. */
export function previewPath(list: string, values: IssueValues): string | undefined {
  const articles = articlesOf(values)
  const query = new URLSearchParams({
    ...(values.kind && { kind: values.kind }),
    ...(articles.length > 0 && { articles: articles.join(',') }),
    ...(values.introduction && { introduction: values.introduction }),
    ...(values.subject && { subject: values.subject }),
  })
  const path = `/api/newsletters/${list}/preview?${query}`
  return path.length <= MAX_PREVIEW_PATH ? path : undefined
}

/** The field that a flaw of the issue belongs to. */
export function issueFieldOf(pointer: string): string | undefined {
  const [first = ''] = pointer.slice(1).split('/')
  return ['kind', 'articles', 'introduction', 'subject'].includes(first) ? first : undefined
}
