/** What `put --dry-run` shows of each article that would be taken: preview, changes to what is live, advice. */

import { ownLinks } from '../copy/checks/links.ts'
import { lint } from '../copy/checks/lint.ts'
import { diffArticles } from '../copy/diff/word-diff.ts'
import type { Flaw } from '../copy/parse.ts'
import { parseArticle } from '../copy/parse-article.ts'
import { piecesOf } from '../copy/shapes/address-pieces.ts'
import type { Article } from '../copy/shapes/article.ts'
import { articleIn } from './article-in.ts'
import { articlePath, type CommandContext } from './command-context.ts'
import type { CopyFile } from './copy-file.ts'
import type { Filed, PreparedCopy } from './filing.ts'
import { eachInParallel } from './in-parallel.ts'
import type { Words } from './styled-text.ts'
import { changeLines } from './word-changes.ts'

export type DryRunReport = {
  show(file: CopyFile, copy: PreparedCopy, filed: Filed): Promise<void>
  /** At the end, when it is known which articles would be there. */
  checkLinks(): Promise<void>
}

export function dryRunReportOf(context: CommandContext): DryRunReport {
  const { api, print } = context
  const links: { path: string; place: string }[] = []
  const coming = new Set<string>()

  async function show(file: CopyFile, copy: PreparedCopy, filed: Filed) {
    coming.add(filed.url)
    const article = articleIn(file, copy, defaultsFrom(filed))
    const live = await liveArticle(context, filed.slug)
    const changes = article && live ? diffArticles(live, article) : undefined
    const advice = article ? lint(article) : []
    if (article) links.push(...ownLinks(article, api.url).map(({ path, pointer }) => ({ path, place: file.place(pointer) })))
    const lines: Words[] = [
      `${file.shown}  ${filed.url}  ${filed.changed === false ? 'unchanged' : `would be revision ${filed.revision}, ${filed.state}`}`,
      ...(filed.preview ? [`  preview: ${new URL(filed.preview.url, api.url)} (until ${filed.preview.until})`] : []),
      ...(changes ? (changes.length === 0 ? ['  no words change.'] : changeLines(changes, print.colour, '  ')) : ['  not live yet.']),
      ...advice.map((flaw): Words => ['  ', print.colour.yellow('advice'), ` ${file.place(flaw.pointer)}: ${flaw.message}`]),
    ]
    print.result({ file: file.shown, ok: true, ...filed, changes, advice: advice.map((flaw) => withLine(file, flaw)) }, ...lines)
  }

  async function checkLinks() {
    const paths = [...new Set(links.map(({ path }) => path))].filter((path) => !coming.has(path))
    const dead = new Set<string>()
    await eachInParallel(paths, 4, async (path) => {
      const { status } = await api.send('HEAD', path, { headers: { Accept: 'text/html' } })
      if (status === 404 || status === 410) dead.add(path)
    })
    for (const { path, place } of links.filter(({ path }) => dead.has(path))) {
      print.result({ place, deadLink: path }, [print.colour.yellow('advice'), ` ${place}: the link to ${path} is broken.`])
    }
  }

  return { show, checkLinks }
}

const withLine = (file: CopyFile, { pointer, message }: Flaw) => ({ pointer, place: file.place(pointer), message })

/** Copy need not say its date: the site's answer does. */
const defaultsFrom = ({ slug, url, publishedAt }: Filed) => ({ slug, section: piecesOf(url)[0] ?? '', ...(publishedAt && { publishedAt }) })

async function liveArticle({ api }: CommandContext, slug: string): Promise<Article | undefined> {
  const kept = await api.ask<{ items: { revision: number; live: boolean }[] }>('GET', articlePath(slug, '/revisions'))
  const live = kept.ok ? kept.value.items.find((revision) => revision.live) : undefined
  if (!live) return undefined
  const reply = await api.ask<unknown>('GET', articlePath(slug), { query: { revision: live.revision } })
  if (!reply.ok) return undefined
  const parsed = parseArticle(reply.value)
  return parsed.ok ? parsed.value : undefined
}
