/** The editors' API in memory, behind `fetch`: it takes what the real gate takes, and keeps what it was sent. */
import type { Article } from '../../src/copy/article.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'

export type Sent = { method: string; path: string; query: Record<string, string>; headers: Headers; body: string; bytes: Uint8Array }
type Kept = { revisions: Article[]; live?: number }

export class FakeApi {
  sent: Sent[] = []
  articles = new Map<string, Kept>()
  pictures = new Map<string, Uint8Array>()
  /** Paths of the site that answer 200 to HEAD. */
  pages = new Set<string>()
  /** Called first; what it returns is the answer, what it throws a broken connection. */
  before: (sent: Sent) => Response | undefined | Promise<Response | undefined> = () => undefined

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
    return (await this.before(sent)) ?? this.answer(sent)
  }

  calls = (method: string, path: RegExp) => this.sent.filter((one) => one.method === method && path.test(one.path))

  private answer(sent: Sent): Response {
    if (sent.method === 'HEAD') return new Response(null, { status: this.pages.has(sent.path) ? 200 : 404 })
    if (sent.path === '/api/pictures') return this.takePicture(sent)
    if (sent.path === '/api/import') return this.takeLines(sent)
    const [, slug = '', rest = ''] = /^\/api\/articles\/([^/]+)(\/\w+)?$/.exec(sent.path) ?? []
    if (sent.method === 'PUT' && slug && !rest) return this.file(slug, sent)
    const kept = this.articles.get(slug)
    if (!kept) return problem(404, `There is no article "${slug}".`)
    if (rest === '/revisions') return Response.json({ items: kept.revisions.map((_, at) => ({ revision: at + 1, live: at + 1 === kept.live })).reverse() })
    if (rest === '/publication') {
      if (sent.method === 'PUT') kept.live = kept.revisions.length
      else delete kept.live
      return Response.json(this.entry(slug, kept))
    }
    return Response.json(kept.revisions[Number(sent.query.revision ?? kept.revisions.length) - 1])
  }

  private file(slug: string, { query, headers, body }: Sent): Response {
    if (headers.get('Content-Type') === 'text/markdown') return Response.json({ slug, revision: 1, state: 'draft', url: `/world/${slug}`, changed: true })
    const parsed = parseArticle({ slug, ...JSON.parse(body) })
    if (!parsed.ok) return problem(422, '1 problem to fix.', parsed.flaws)
    const kept = this.articles.get(slug) ?? { revisions: [] }
    const changed = JSON.stringify(kept.revisions.at(-1)) !== JSON.stringify(parsed.value)
    const preview = query.preview ? { preview: { url: `/preview/${slug}-secret`, until: '2026-11-26T00:00:00Z' } } : {}
    if (query.validate) return Response.json({ ...this.entry(slug, { ...kept, revisions: [...kept.revisions, parsed.value] }), changed, ...preview })
    if (changed) kept.revisions.push(parsed.value)
    if (query.publish) kept.live = kept.revisions.length
    this.articles.set(slug, kept)
    return Response.json({ ...this.entry(slug, kept), changed, stale: changed ? ['/'] : [] }, { status: kept.revisions.length === 1 ? 201 : 200 })
  }

  private entry = (slug: string, { revisions, live }: Kept) => ({
    slug,
    revision: revisions.length,
    state: live ? 'published' : 'draft',
    url: `/${revisions.at(-1)?.section}/${slug}`,
  })

  private takePicture({ bytes }: Sent) {
    const id = `pic${bytes.length}`
    this.pictures.set(id, bytes)
    return Response.json({ id, src: `/pictures/${id}`, width: 1200, height: 800 }, { status: 201 })
  }

  private takeLines({ body }: Sent) {
    const results = body
      .trimEnd()
      .split('\n')
      .map((text, at) => {
        const parsed = parseArticle(JSON.parse(text))
        if (!parsed.ok) return { line: at + 1, ok: false, message: parsed.flaws[0]?.message }
        this.articles.set(parsed.value.slug, { revisions: [parsed.value] })
        return { line: at + 1, ok: true, slug: parsed.value.slug }
      })
    return new Response(results.map((result) => `${JSON.stringify(result)}\n`).join(''))
  }
}

export const problem = (status: number, detail: string, flaws?: { pointer: string; message: string }[], headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, detail, flaws }), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } })
