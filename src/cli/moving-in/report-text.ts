/** The report on a terminal: the sums, then what wasn't filed and why, then what to look at. */
import { counted } from '../counted.ts'
import { addsUp, type KindReport, notFiledOf, type Report } from './report.ts'

const number = (count: number) => count.toLocaleString('en')

export function reportLines(report: Report): string[] {
  const { kinds, pictures, redirects, losses, deadLinkCount, storyCount, sections, newSections, isDryRun, map } = report
  if (report.unchangedSince !== undefined)
    return [
      `${report.title} → ${report.site}`,
      '',
      `It hasn’t changed since it was imported at ${report.unchangedSince}: nothing was read. --reread reads it again.`,
    ]
  return [
    `${report.title} → ${report.site}${isDryRun ? ' (dry run: nothing was sent)' : ''}`,
    '',
    ...kinds.map((kind) => sumLine(kind, isDryRun)),
    ...kinds.filter((kind) => !addsUp(kind)).map(({ what }) => `The numbers of ${what} don’t add up. This is a bug of newsdesk: please report it.`),
    ...section('Not filed', kinds.flatMap(notFiledLines)),
    ...section('Pictures', pictureLines(pictures, isDryRun)),
    ...section(
      'Left out of stories, or mended',
      losses.slice(0, 20).map(({ sentence, count }) => `${number(count).padStart(6)}  ${sentence}`),
    ),
    ...(losses.length > 20 ? [`        … and ${counted(losses.length - 20, 'other note')}`] : []),
    ...(storyCount > 0 ? [`        ${number(storyCount)} ${storyCount === 1 ? 'story' : 'stories'} in all; --report FILE lists each.`] : []),
    ...section('Addresses', [
      `${number(redirects.count).padStart(6)}  old addresses ${redirects.where ? redirects.where : isDryRun ? 'would lead to their new ones' : 'lead to their new ones'}`,
      ...(redirects.refused ? [`${number(redirects.refused).padStart(6)}  of them ${redirects.refused === 1 ? 'was' : 'were'} refused`] : []),
      ...refusalLines(redirects),
      ...(deadLinkCount > 0 ? [`${number(deadLinkCount).padStart(6)}  links to the old site lead to nothing of this import`] : []),
    ]),
    ...section('Files that this site can’t hold', fileLines(report)),
    ...section(
      'Sections that the site doesn’t name yet (newsdesk site)',
      newSections.map((slug) => `${number(sections[slug] ?? 0).padStart(6)}  ${slug}`),
    ),
    ...(report.sectionsUnknown ? section('Sections of the site', [unknownSections(report)]) : []),
    ...(isDryRun ? section('Sections, as a file for --map to change', map.trimEnd().split('\n')) : []),
  ]
}

function refusalLines({ refused = 0, refusals = [] }: Report['redirects']) {
  const named = refusals.slice(0, NAMED_ON_TERMINAL)
  return [
    ...named.map(({ from, why }) => `          ${from}: ${why}`),
    ...(refused > named.length ? [`          … and ${number(refused - named.length)} more; --report FILE lists each`] : []),
  ]
}

/** As a sentence of the report, on a terminal and as a page. */
export const unknownSections = ({ site, sectionsUnknownBecause = '' }: Report) =>
  `It isn’t known which sections ${site} has: ${sectionsUnknownBecause} When that is settled, run this again.`

function fileLines({ files, fileCount, filesAt }: Report) {
  if (fileCount === 0) return []
  return [
    `${counted(fileCount, 'file')} that stories link to ${filesAt ? `must be put under ${filesAt}: links lead there` : fileCount === 1 ? 'stays at the old site' : 'stay at the old site'}`,
    ...files
      .slice(0, NAMED_ON_TERMINAL)
      .map(({ address, stories }) => `        ${address} (${stories.slice(0, 2).join(' · ')}${stories.length > 2 ? ' …' : ''})`),
    ...(fileCount > NAMED_ON_TERMINAL ? [`        … and ${number(fileCount - NAMED_ON_TERMINAL)} more`] : []),
    ...(filesAt ? [] : ['If the old site goes, put them on another host and say where: --files-at https://files.example']),
  ]
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)])

/** "post  40 read = 38 filed + 2 not". */
export function sumLine(kind: KindReport, isDryRun: boolean) {
  const { what, read, filed, updated, unchanged } = kind
  const not = notFiledOf(kind)
  const parts = [
    ...(filed > 0 || (updated === 0 && unchanged === 0 && not === 0) ? [`${number(filed)} ${isDryRun ? 'would be filed' : 'filed'}`] : []),
    ...(updated > 0 ? [`${number(updated)} updated`] : []),
    ...(unchanged > 0 ? [`${number(unchanged)} unchanged`] : []),
    ...(not > 0 ? [`${number(not)} not`] : []),
  ]
  return `${what.padEnd(18)} ${number(read).padStart(7)} read = ${parts.join(' + ')}`
}

const NAMED_ON_TERMINAL = 5

const notFiledLines = ({ what, notFiled }: KindReport) =>
  notFiled.flatMap(({ why, count, isLoss, items }) => [
    `${number(count).padStart(6)}  ${what}: ${why}`,
    ...(isLoss ? items.slice(0, NAMED_ON_TERMINAL).map(({ title, place }) => `          ${[title && `“${title}”`, place].filter(Boolean).join(', ')}`) : []),
    ...(isLoss && count > NAMED_ON_TERMINAL ? [`          … and ${number(count - NAMED_ON_TERMINAL)} more`] : []),
  ])

function pictureLines({ shown, moved, already, missing }: Report['pictures'], isDryRun: boolean) {
  if (shown === 0) return []
  if (isDryRun) return [`${number(shown).padStart(6)}  are shown by stories; a dry run fetches none`]
  return [
    `${number(shown)} shown = ${number(moved)} moved + ${number(already)} here already + ${number(missing.length)} that could not be had`,
    ...missing.slice(0, NAMED_ON_TERMINAL).map(({ address, why }) => `        ${address}: ${why}`),
    ...(missing.length > NAMED_ON_TERMINAL ? [`        … and ${number(missing.length - NAMED_ON_TERMINAL)} more; their stories were filed without them`] : []),
  ]
}
