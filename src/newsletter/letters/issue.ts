/** Composes an issue from published articles, once for all readers. */

import { withSanitiser } from '../../copy/html/with-sanitiser.ts'
import type { Article } from '../../copy/shapes/article.ts'
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import { cutAtWord, plainTextOf, summaryOf } from '../../copy/summary.ts'
import type { Inline } from '../../copy/text/inline.ts'
import { sha256 } from '../../edge/sha256.ts'
import { openEdition } from '../../edition/edition.ts'
import { pressOf } from '../../press/calls.ts'
import type { IssueSource } from '../calls.ts'
import { digestArticles, type WasSent } from './articles.ts'
import { introductionOf } from './introduction.ts'
import type { Letter } from './letter.ts'
import { renderLetter } from './render.tsx'
import { subjectOf } from './subject.ts'

export { fillIn, PLACEHOLDER } from './placeholder.ts'

/** `html` and `text` are the same letter; `hash` names both. `articles` are those in it. */
export type IssueContent = { subject: string; preheader: string; html: string; text: string; articles: string[]; hash: string }

/** `since`, in milliseconds: a digest's articles came out later; without it, within a week. `wasSent`: in an issue of the list before. */
export type ComposeOptions = { now: number; since?: number; wasSent?: WasSent; issuePath: string }

/** `message` is a sentence for the editor who asked. */
export type Composed =
  | { ok: true; content: IssueContent }
  | { ok: false; reason: 'no-articles' | 'unknown-article' | 'unknown-list' | 'too-many-articles'; message: string }

type Refused = Extract<Composed, { ok: false }>

const WEEK_MS = 7 * 86_400_000

export async function composeIssue(env: Env, source: IssueSource, options: ComposeOptions): Promise<Composed> {
  const site = await siteOf(env, options.now)
  const list = site.newsletter?.lists.find(({ slug }) => slug === source.list)
  if (!list) return { ok: false, reason: 'unknown-list', message: `The site has no newsletter called "${source.list}".` }
  const articles = await articlesOf(env, source, list, options)
  if (!articles.ok) return articles
  const introduction = await withSanitiser(() => introductionOf(source.introduction ?? ''))
  return { ok: true, content: await contentOf({ site, list, source, articles: articles.value, introduction }, options) }
}

const siteOf = async (env: Env, now: number) => (await openEdition({ env, now, origin: '', log: () => undefined }).site()).value

async function articlesOf(
  env: Env,
  { kind, articles }: IssueSource,
  list: NewsletterList,
  options: ComposeOptions,
): Promise<Refused | { ok: true; value: Article[] }> {
  if (articles && articles.length > 0) {
    if (kind !== 'digest' && articles.length > 1) return { ok: false, reason: 'too-many-articles', message: 'An issue of this kind can have only one article.' }
    return namedArticles(env, articles)
  }
  if (kind !== 'digest') return { ok: false, reason: 'no-articles', message: 'An issue of this kind needs an article. Name its slug in "articles".' }
  const { now, since = now - WEEK_MS, wasSent = () => false } = options
  const value = await digestArticles(pressOf(env), { list, since, wasSent })
  return value.length > 0
    ? { ok: true, value }
    : { ok: false, reason: 'no-articles', message: `There are no new articles for "${list.name}" since its last issue.` }
}

async function namedArticles(env: Env, slugs: readonly string[]): Promise<Refused | { ok: true; value: Article[] }> {
  const named = [...new Set(slugs)]
  const read = await pressOf(env).liveArticles(named)
  const missing = named.filter((_, at) => !read[at])
  if (missing.length > 0)
    return { ok: false, reason: 'unknown-article', message: `Readers can’t read ${missing.join(', ')}: unknown, not published yet, or withdrawn.` }
  return { ok: true, value: read.flatMap((live) => live?.article ?? []) }
}

type Gathered = { site: Site; list: NewsletterList; source: IssueSource; articles: Article[]; introduction: Inline[] }

async function contentOf({ site, list, source, articles, introduction }: Gathered, { now, issuePath }: ComposeOptions): Promise<IssueContent> {
  const letter: Letter = {
    kind: source.kind,
    site,
    list,
    subject: subjectOf(source.subject ?? '') || subjectOf(articles[0]?.headline ?? '') || subjectOf(list.name),
    preheader: preheaderOf(source.kind, articles, introduction),
    at: now,
    issuePath,
    introduction,
    articles,
  }
  const rendered = renderLetter(letter)
  const { subject, preheader } = letter
  return { subject, preheader, ...rendered, hash: await sha256(JSON.stringify([subject, rendered.html, rendered.text])) }
}

/** What mailboxes show after the subject: a summary, or the other headlines. */
const PREHEADER_CHARACTERS = 140

function preheaderOf(kind: IssueSource['kind'], articles: readonly Article[], introduction: readonly Inline[]) {
  const [first, ...others] = articles
  const about = introduction[0]
    ? plainTextOf(introduction[0])
    : kind === 'digest' && others.length > 0
      ? others.map(({ headline }) => headline).join(' · ')
      : first && summaryOf(first)
  return cutAtWord(subjectOf(about ?? ''), PREHEADER_CHARACTERS)
}
