/** `newsdesk export --as FORMAT FOLDER`: every story in another system's format, its pictures beside it. */
import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { dump } from 'js-yaml'
import type { CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError } from '../exit-error.ts'
import { problemOf } from '../problem.ts'
import { saveStream } from '../save-stream.ts'
import { ledgerParts } from './ledger-stories.ts'
import { surveyLedger } from './ledger-survey.ts'
import { inOutFolder } from './out-folder.ts'
import type { OutFormat, OutMeans, OutName } from './out-story.ts'
import { pictureFiles } from './picture-files.ts'
import { PictureList } from './picture-list.ts'
import { SiteLines } from './site-lines.ts'

export type FormatName = 'wordpress' | 'ghost' | 'ninjs' | 'markdown'

const FORMATS: Record<FormatName, () => Promise<(means: OutMeans) => Promise<OutFormat>>> = {
  wordpress: async () => (await import('./wordpress.ts')).wordpressExport,
  ghost: async () => (await import('./ghost.ts')).ghostExport,
  ninjs: async () => (await import('./ninjs.ts')).ninjsExport,
  markdown: async () => (await import('./markdown.ts')).markdownExport,
}

/** The ledger, while it is read. */
const LEDGER = '.ledger.jsonl'

export async function exportAs(context: CommandContext, format: FormatName, named: string): Promise<number> {
  const folder = resolve(context.environment.cwd, named)
  return await inOutFolder(folder, named, async () => {
    const ledger = join(folder, LEDGER)
    try {
      await fetchLedger(context, ledger)
      return await writeStories(context, format, folder, ledger)
    } finally {
      await rm(ledger, { force: true })
    }
  })
}

async function fetchLedger(context: CommandContext, path: string) {
  const response = await context.api.send('GET', '/api/export', { headers: { Accept: 'application/jsonl' } })
  if (!response.ok || !response.body) throw new ExitError(EXIT.refused, (await problemOf(response)).detail)
  await saveStream(context, path, response.body, 0o600)
}

type Count = { stories: number; newer: number; nots: { slug: string; why: string }[]; sections: Set<string> }

async function writeStories(context: CommandContext, format: FormatName, folder: string, ledger: string): Promise<number> {
  const { api, print } = context
  const pictures = pictureFiles(api, folder)
  const survey = await surveyLedger(createReadStream(ledger))
  const means: OutMeans = { folder, siteUrl: new URL(api.url).origin, siteName: '', lang: 'en', pictureFile: pictures.fileOf, ledger: survey }
  const list = new PictureList()
  const site = await SiteLines.open(means)
  const [names, count]: [OutName[], Count] = [[], { stories: 0, newer: 0, nots: [], sections: new Set() }]
  const open = await FORMATS[format]()
  let out: OutFormat | undefined
  const bar = print.progress(undefined, 'stories')
  for await (const part of ledgerParts(createReadStream(ledger))) {
    if (part.type === 'line') await site.write(part.text)
    else if (part.type === 'site') Object.assign(means, { siteName: part.name, ...(part.lang && { lang: part.lang }) })
    else if (part.type === 'name') names.push(part.name)
    else if (part.type === 'not') count.nots.push(part)
    else {
      out ??= await open(means)
      await out.story(part.story)
      list.add(part.story)
      if (part.story.about) await site.write(JSON.stringify(part.story.about))
      count.stories++
      count.sections.add(part.story.article.section)
      if (part.story.hasNewer) count.newer++
      bar.step()
    }
  }
  out ??= await open(means)
  await out.finish(names)
  await site.finish(list)
  await list.write(means)
  bar.end()
  const redirects = await writeRedirects(context, folder)
  // Whoever moves in again need not say which categories are sections.
  await writeFile(join(folder, 'sections.yaml'), dump({ categories: Object.fromEntries([...count.sections].sort().map((section) => [section, section])) }))
  return report(context, count, pictures, redirects)
}

/** As Dateline’s own import takes them; of a site without redirects the file has none, so that what names it works all the same. */
async function writeRedirects({ api }: CommandContext, folder: string): Promise<number> {
  const reply = await api.text('GET', '/api/redirects.csv', { headers: { Accept: 'text/csv' } })
  if (!reply.ok) return 0
  const rows = Math.max(0, reply.value.trim().split('\n').length - 1)
  await writeFile(join(folder, 'redirects.csv'), reply.value)
  return rows
}

function report(
  { print }: CommandContext,
  { stories, newer, nots }: Count,
  { count, missing }: { count: number; missing: string[] },
  redirects: number,
): number {
  const read = stories + nots.length
  print.result(
    { read, exported: stories, not: nots, newerDrafts: newer, pictures: count, missingPictures: missing, redirects },
    `${counted(read, 'article')} read = ${stories} exported + ${nots.length} not.`,
    ...nots.map(({ slug, why }) => `Not ${slug}: ${why}.`),
    ...(newer > 0
      ? [`${counted(newer, 'article')} ${newer === 1 ? 'has' : 'have'} a newer version that isn’t out. It is in no format but our own (newsdesk export FILE).`]
      : []),
    `${counted(count, 'picture')}${missing.length > 0 ? `, ${missing.length} could not be had: ${missing.join(', ')}` : ''}. ${counted(redirects, 'redirect')}.`,
  )
  return nots.length > 0 || missing.length > 0 ? EXIT.refused : EXIT.ok
}
