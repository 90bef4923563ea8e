/**
 * Moves a newsroom in from its old system: reads its export twice (where everything will be, then to file it), takes its pictures along,
 * and reports what became of each item.
 */

import { createHash } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { join } from 'node:path'
import { instantOf } from '../../copy/text/instant.ts'
import type { CommandContext } from '../command-context.ts'
import { ExitError } from '../exit-error.ts'
import { stateFolder } from '../records.ts'
import { fetcherOfOld } from './fetch-old.ts'
import { movedPictures } from './moved-pictures.ts'
import { Moving, type MovingOptions } from './moving.ts'
import { OldRedirects, sendRedirects } from './old-redirects.ts'
import type { OldSystem, Source } from './old-system.ts'
import { type MovePicture, pictureMover } from './picture-mover.ts'
import { type Report, Reporter } from './report.ts'
import { PRETENDED, type Preparation } from './story-line.ts'
import { pictureCalled, type Survey, settleSlugs, sourcesOf, surveyOf } from './survey.ts'
import { termsBy } from './terms.ts'

export async function moveIn(context: CommandContext, source: Source, system: OldSystem, options: MovingOptions): Promise<Report> {
  const { api, environment, print } = context
  const { known, unknownBecause } = await siteSections(context, options.isDryRun)
  const terms = termsBy(options.map, known ?? [])
  print.remark(`Reading ${source.name} …`)
  const reading = print.progress(undefined, 'items read')
  const survey = await surveyOf(system, terms, () => reading.step()).finally(() => reading.end())
  if (!options.isDryRun) await settleSlugs(api, survey, options.beside)
  const reporter = new Reporter()
  const redirects = new OldRedirects()
  const move = options.isDryRun ? pretendToMove : await realMover(context, source, system, survey, options)
  const means: Preparation = {
    survey,
    terms,
    siteUrl: system.siteUrl,
    now: instantOf(environment.now()),
    movePicture: move,
    detailsOf: (address) => pictureCalled(address, system, survey),
    countDead: (address) => reporter.deadLink(address),
    fileAt(address, story) {
      const at = options.filesAt === undefined ? address : addressUnder(options.filesAt, address)
      reporter.file(address, story)
      if (at !== address) redirects.add(address, at)
      return at
    },
    missingPicture: (address, why, story) => reporter.missingPicture(address, why, story),
    shownPicture: () => undefined,
  }
  const work = new Moving(context, { reporter, redirects, survey, means, options, system })
  const bar = print.progress(survey.items, 'items')
  try {
    for await (const item of system.items()) {
      await work.take(item)
      bar.step()
    }
    await work.finish()
  } finally {
    bar.end()
  }
  reporter.redirects = options.isDryRun ? { count: redirects.size } : await sendRedirects(context, redirects, options.redirectsFile)
  return reporter.report({
    from: options.from,
    title: system.title,
    site: api.url,
    at: instantOf(environment.now()),
    isDryRun: options.isDryRun,
    ...(options.filesAt && { filesAt: options.filesAt }),
    sections: Object.fromEntries(terms.used),
    newSections: known ? [...terms.used.keys()].filter((section) => !known.includes(section)) : [],
    ...(unknownBecause !== undefined && { sectionsUnknown: true, sectionsUnknownBecause: unknownBecause }),
    map: terms.proposal(),
  })
}

/** The same path in another place: `https://files.example/2019/a.pdf`. */
function addressUnder(place: string, address: string): string {
  const { pathname, search } = new URL(address)
  return `${place.replace(/\/+$/, '')}${pathname}${search}`
}

type SiteSections = { known: string[]; unknownBecause?: undefined } | { known?: undefined; unknownBecause: string }

/** A dry run needs no site: without an answer nobody knows which sections it has. One that isn’t set up has none. */
async function siteSections({ api }: CommandContext, isDryRun: boolean): Promise<SiteSections> {
  try {
    const reply = await api.ask<{ sections?: { slug: string }[] }>('GET', '/api/site')
    if (reply.ok) return { known: (reply.value.sections ?? []).map(({ slug }) => slug) }
    return isDryRun && reply.problem.status !== 404 ? { unknownBecause: reply.problem.detail } : { known: [] }
  } catch (error) {
    if (isDryRun && error instanceof ExitError) return { unknownBecause: error.message }
    throw error
  }
}

const pretendToMove: MovePicture = async () => ({ ok: true, picture: PRETENDED, isNew: false })

async function realMover(
  { api, environment, print }: CommandContext,
  source: Source,
  system: OldSystem,
  survey: Survey,
  options: MovingOptions,
): Promise<MovePicture> {
  const folder = stateFolder(environment)
  const name = createHash('sha256')
    .update(`${api.url}\n${system.siteUrl ?? source.path}`)
    .digest('hex')
    .slice(0, 24)
  return pictureMover({
    api,
    fetchOld: fetcherOfOld(environment, {
      allowPrivate: options.allowPrivate,
      say: (sentence) => print.remark(sentence),
      resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
    }),
    uploads: options.uploads,
    sourcesOf: (address) => sourcesOf(address, system, survey),
    detailsOf: (address) => pictureCalled(address, system, survey),
    remembered: await movedPictures(folder && join(folder, `moved-pictures-${name}.jsonl`), api),
  })
}
