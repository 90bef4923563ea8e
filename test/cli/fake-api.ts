/** The editors' API in memory, behind `fetch`: it takes what the real gate takes, and keeps what it was sent. */

import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { toNinjs } from '../../src/copy/ninjs/to-ninjs.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'

export type Sent = { method: string; path: string; query: Record<string, string>; headers: Headers; body: string; bytes: Uint8Array }
type Kept = { revisions: Article[]; by: string[]; live?: number }

export class FakeApi {
  sent: Sent[] = []
  articles = new Map<string, Kept>()
  pictures = new Map<string, Uint8Array>()
  /** Of an export, but for articles. */
  otherLines: { type: string }[] = []
  /** The site, the pins and the campaigns, by their path. */
  values = new Map<string, { value: unknown; tag: number }>([['/api/front', { value: { pins: [] }, tag: 1 }]])
  /** Paths of the site that answer 200 to HEAD. */
  pages = new Set<string>()
  /** Whose token it is. */
  actor = 'Ann'
  /** Called first; what it returns is the answer, what it throws a broken connection. */
  before: (sent: Sent) => Response | undefined | Promise<Response | undefined> = () => undefined
  private answers = new Map<string, Response>()

  fetch: typeof fetch = async (input, init) => {
    const request = new Request(input as string | URL, init)
    const url = new URL(request.url)
    const bytes = new Uint8Array(await request.arrayBuffer())
    const sent: Sent = {
      method: request.method,
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: new TextDecoder().decode(bytes),
      bytes,
    }
    this.sent.push(sent)
    return (await this.before(sent)) ?? this.onlyOnce(sent)
  }

  calls = (method: string, path: RegExp) => this.sent.filter((one) => one.method === method && path.test(one.path))

  /** A colleague files over the API: the same copy with a change. */
  colleague(by: string, slug: string, change: Partial<Article>) {
    const kept = this.articles.get(slug)
    const newest = kept?.revisions.at(-1)
    if (!kept || !newest) throw new Error(`Nobody filed ${slug}.`)
    kept.revisions.push({ ...newest, ...change })
    kept.by.push(by)
  }

  private onlyOnce(sent: Sent): Response {
    const key = sent.headers.get('Idempotency-Key')
    const before = key && this.answers.get(key)
    if (before) return before.clone()
    const answer = this.answer(sent)
    if (key && answer.ok) this.answers.set(key, answer.clone())
    return answer
  }

  private answer(sent: Sent): Response {
    const [, slug = '', rest = ''] = /^\/api\/articles\/([^/]+)(\/\w+)?$/.exec(sent.path) ?? []
    if (sent.method === 'HEAD') {
      const state = this.articles.get(slug)?.live ? 'published' : 'draft'
      return this.pages.has(sent.path) || this.articles.has(slug)
        ? new Response(null, { headers: { 'Dateline-State': state } })
        : new Response(null, { status: 404 })
    }
    if (sent.path === '/api/pictures') return this.takePicture(sent)
    if (sent.path === '/api/import') return this.takeLines(sent)
    if (sent.path === '/api/redirects/import') return this.takeRedirects(sent)
    if (sent.method === 'PUT' && /^\/api\/(?:authors|topics|pictures)\/[^/]+$/.test(sent.path)) return this.wholeValue(sent)
    if (sent.path === '/api/me') return this.whoIs(sent)
    if (/^\/api\/(?:site|front|campaigns\/.+)$/.test(sent.path)) return this.wholeValue(sent)
    if (sent.method === 'PUT' && slug && !rest) return this.file(slug, sent)
    const [, erased, revisionToErase] = /^\/api\/articles\/([^/]+)\/revisions\/(\d+)$/.exec(sent.path) ?? []
    const kept = this.articles.get(erased ?? slug)
    if (!kept) return problem(404, `There is no article "${slug}".`)
    if (revisionToErase) return this.erase(kept, Number(revisionToErase), sent)
    if (rest === '/rename' || (!rest && sent.method === 'DELETE')) return this.move(slug, rest, kept, sent)
    if (rest === '/preview') return Response.json({ url: `/preview/${slug}-secret`, until: '2026-11-27T00:00:00Z' }, { status: 201 })
    if (rest === '/revisions') return Response.json({ items: kept.revisions.map((_, at) => revisionOf(kept, at)).reverse() })
    if (rest === '/diff') return Response.json({ from: Number(sent.query.from), to: kept.revisions.length, diff: [] })
    if (rest) return this.change(slug, rest, kept, sent)
    const revision = Number(sent.query.revision ?? kept.revisions.length)
    const article = kept.revisions[revision - 1]
    if (!article) return problem(404, `"${slug}" has no revision ${revision}; its newest is ${kept.revisions.length}.`)
    const asNinjs = sent.headers.get('Accept') === 'application/ninjs+json'
    return Response.json(asNinjs ? toNinjs(article, { siteUrl: 'https://news.example', revision }) : article, {
      headers: {
        ETag: `"${revision}${asNinjs ? '-ninjs' : ''}"`,
        'Dateline-State': kept.live ? 'published' : 'draft',
        ...(kept.live && { 'Dateline-Live': String(kept.live) }),
      },
    })
  }

  /** Tokens, and who holds them. */
  holders = new Map<string, { name: string; role: string; expiresAt?: string }>()

  private whoIs({ headers }: Sent): Response {
    const holder = this.holders.get(headers.get('Authorization')?.replace('Bearer ', '') ?? '')
    return holder ? Response.json(holder) : problem(401, 'This token is not known.')
  }

  /** A new slug, a draft that goes, a revision that is erased. */
  private move(slug: string, rest: string, kept: Kept, { method, headers, body }: Sent): Response {
    const stale = precondition(headers, kept.revisions.length)
    if (stale) return stale
    if (rest === '/rename') {
      const to = (JSON.parse(body) as { slug: string }).slug
      if (this.articles.has(to)) return problem(409, `"${to}" is another article.`)
      this.articles.delete(slug)
      this.articles.set(to, { ...kept, revisions: kept.revisions.map((revision) => ({ ...revision, slug: to })) })
      return Response.json(this.entry(to, kept))
    }
    if (kept.live) return problem(409, `"${slug}" has been out. Withdraw it: DELETE /api/articles/${slug}/publication.`)
    this.articles.delete(slug)
    return new Response(null, { status: method === 'DELETE' ? 204 : 405 })
  }

  private erase(kept: Kept, revision: number, { body }: Sent): Response {
    if (revision === kept.live || revision === kept.revisions.length) return problem(409, `Revision ${revision} is the newest. File another first.`)
    this.erased.push({ revision, reason: (JSON.parse(body) as { reason: string }).reason })
    return Response.json({})
  }

  erased: { revision: number; reason: string }[] = []

  private file(slug: string, { query, headers, body }: Sent): Response {
    const publishedAt = this.articles.get(slug)?.revisions.at(-1)?.publishedAt ?? '2026-11-26T00:00:00Z'
    const defaults = { slug, publishedAt, ...(query.section && { section: query.section }) }
    const isMarkdown = headers.get('Content-Type') === 'text/markdown'
    const parsed = isMarkdown ? fromMarkdown(body, defaults) : parseArticle({ ...defaults, ...JSON.parse(body) })
    if (!parsed.ok) return problem(422, '1 problem to fix.', parsed.flaws)
    const there = this.articles.get(slug)
    const stale = precondition(headers, there?.revisions.length ?? 0)
    if (stale) return stale
    const kept: Kept = there ? { ...there, revisions: [...there.revisions], by: [...there.by] } : { revisions: [], by: [] }
    const isNew = JSON.stringify(kept.revisions.at(-1)) !== JSON.stringify(parsed.value)
    if (isNew) {
      kept.revisions.push(parsed.value)
      kept.by.push(this.actor)
    }
    const goes = query.publish !== 'no' && (query.publish === 'now' || kept.live !== undefined) && kept.live !== kept.revisions.length
    if (goes) kept.live = kept.revisions.length
    const preview = query.preview ? { preview: { url: `/preview/${slug}-secret`, until: '2026-11-26T00:00:00Z' } } : {}
    const done = { ...this.entry(slug, kept), created: !there, changed: isNew || goes, stale: isNew ? ['/'] : [], ...preview }
    if (query.validate) return Response.json(done)
    this.articles.set(slug, kept)
    return Response.json(done, { status: there ? 200 : 201, headers: { ETag: `"${kept.revisions.length}"` } })
  }

  /** Publishing dates what has no date of its own, which makes a revision; a correction makes one too. */
  private change(slug: string, rest: string, kept: Kept, { method, headers, body }: Sent): Response {
    const stale = precondition(headers, kept.revisions.length)
    if (stale) return stale
    const sent = body ? (JSON.parse(body) as { at?: string; text?: string }) : {}
    if (rest === '/publication' && method === 'PUT') {
      if (sent.at) this.colleague(this.actor, slug, { publishedAt: sent.at })
      kept.live = kept.revisions.length
    } else if (rest === '/corrections') {
      this.colleague(this.actor, slug, { corrections: [{ at: '2026-11-26T00:00:00Z', text: sent.text ?? '' }] })
      kept.live = kept.revisions.length
    } else delete kept.live
    return Response.json(this.entry(slug, kept))
  }

  private entry = (slug: string, { revisions, live }: Kept) => ({
    slug,
    revision: revisions.length,
    state: live ? 'published' : 'draft',
    ...(live && { live }),
    url: `/${revisions.at(-1)?.section}/${slug}`,
    publishedAt: revisions.at(-1)?.publishedAt,
  })

  private wholeValue({ method, path, headers, body }: Sent) {
    const kept = this.values.get(path)
    if (method === 'GET') return kept ? Response.json(kept.value, { headers: { ETag: `"v${kept.tag}"` } }) : problem(404, 'Nothing is set yet.')
    const expected = headers.get('If-Match')
    if (expected && expected !== `"v${kept?.tag}"`) return problem(412, 'It was changed since.')
    if (headers.get('If-None-Match') === '*' && kept) return problem(412, 'It is there already.')
    const value: unknown = JSON.parse(body)
    this.values.set(path, { value, tag: (kept?.tag ?? 0) + (JSON.stringify(kept?.value) === body ? 0 : 1) })
    return Response.json(path === '/api/front' ? { ...(value as object), unknown: [], stale: ['/'] } : { stale: ['/'] })
  }

  private takePicture({ bytes }: Sent) {
    const id = `pic${bytes.length}`
    this.pictures.set(id, bytes)
    return Response.json({ id, src: `/pictures/${id}`, width: 1200, height: 800 }, { status: 201 })
  }

  redirects = new Map<string, string>()
  /** Addresses that can't be old ones here, and why. */
  readonly refusedRedirects = new Map<string, string>()
  private takeRedirects({ body }: Sent) {
    const rows = body.trim().split(/\r?\n/).slice(1)
    const items = rows.map((row) => {
      const [from = '', to = ''] = row.split(',')
      const message = this.refusedRedirects.get(from)
      if (message === undefined) this.redirects.set(from, to)
      return { from, ok: message === undefined, ...(message !== undefined && { message }) }
    })
    const refused = items.filter(({ ok }) => !ok).length
    return Response.json({ read: rows.length, added: rows.length - refused, changed: 0, same: 0, refused, items })
  }

  /** By their ids in the old system. */
  readonly #stories = new Map<string, string>()
  #slugFor({ id, slug }: { id: string; slug: string }, line: number) {
    const known = this.#stories.get(id)
    return { line, ok: true, slug: known ?? (this.articles.has(slug) ? `${slug}-2` : slug), known: known !== undefined }
  }

  private takeLines({ body }: Sent) {
    const results = body
      .trimEnd()
      .split('\n')
      .map((text, at) => {
        const value = JSON.parse(text)
        if (value.type === 'story-slug') return this.#slugFor(value, at + 1)
        if (value.type !== undefined && value.type !== 'story') {
          this.otherLines.push(value)
          return { line: at + 1, ok: true }
        }
        const parsed = parseArticle(value.type === 'story' ? value.article : value)
        if (!parsed.ok) return { line: at + 1, ok: false, message: parsed.flaws[0]?.message }
        const result = value.type === 'story' ? { result: this.articles.has(parsed.value.slug) ? 'unchanged' : 'created' } : {}
        if (value.type === 'story') this.#stories.set(value.id, parsed.value.slug)
        this.articles.set(parsed.value.slug, { revisions: [parsed.value], by: [this.actor], ...(value.state === 'published' && { live: 1 }) })
        return { line: at + 1, ok: true, slug: parsed.value.slug, ...result }
      })
    return new Response(results.map((result) => `${JSON.stringify(result)}\n`).join(''))
  }
}

const revisionOf = ({ revisions, by, live }: Kept, at: number) => ({
  revision: at + 1,
  at: `2026-11-26T09:0${at}:00Z`,
  by: by[at],
  headline: revisions[at]?.headline,
  live: at + 1 === live,
})

function precondition(headers: Headers, current: number): Response | undefined {
  const expected = headers.get('If-Match')
  if (expected && expected !== `"${current}"`) return problem(412, `Revision ${current} has been filed since.`)
  return headers.get('If-None-Match') === '*' && current > 0 ? problem(412, 'It exists already.') : undefined
}

export const problem = (status: number, detail: string, flaws?: { pointer: string; message: string }[], headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, detail, flaws }), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } })
