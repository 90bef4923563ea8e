/** The report as a page of its own, to be read and handed on: every number, every reason, every story. */
import { escapeAttribute, escapeText } from '../../copy/text/escape.ts'
import { type KindReport, notFiledOf, type Report } from './report.ts'
import { unknownSections } from './report-text.ts'

const number = (count: number) => count.toLocaleString('en')
const cells = (tag: 'td' | 'th', ...texts: (string | number)[]) =>
  `<tr>${texts.map((text) => `<${tag}${typeof text === 'number' ? ' class="number"' : ''}>${typeof text === 'number' ? number(text) : escapeText(text)}</${tag}>`).join('')}</tr>`

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}
td,th{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}td{overflow-wrap:anywhere}.number{text-align:end;font-variant-numeric:tabular-nums;overflow-wrap:normal}
td:first-child:not(.number){min-width:6rem}summary{cursor:pointer;padding:.65rem 0}code{overflow-wrap:anywhere}pre{overflow-x:auto}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}td,th{border-color:#444}a{color:#9cf}}`

export function reportPage(report: Report): string {
  const {
    title,
    site,
    at,
    isDryRun,
    kinds,
    pictures,
    redirects,
    losses,
    stories,
    deadLinks,
    deadLinkCount,
    files,
    fileCount,
    filesAt,
    sections,
    newSections,
    map,
  } = report
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(title)}: import</title>
<style>${STYLE}</style>
<h1>${escapeText(title)} → ${escapeText(site)}</h1>
<p>${escapeText(at)}${isDryRun ? '. A dry run: nothing was sent.' : ''}</p>
${report.unchangedSince === undefined ? '' : `<p>It hasn’t changed since it was imported at ${escapeText(report.unchangedSince)}: nothing was read.</p>`}
${kinds.length === 0 ? '' : sumsTable(kinds)}
${part('Not filed', kinds.flatMap(notFiledParts).join('\n'))}
${part('Pictures', picturesPart(pictures, isDryRun))}
${part('Old addresses', redirects.count === 0 ? '' : `<p>${number(redirects.count)} ${redirects.count === 1 ? 'old address' : 'old addresses'} ${redirects.where ? escapeText(redirects.where) : isDryRun ? 'would lead to their new ones' : 'lead to their new ones'}.${redirects.refused ? ` ${number(redirects.refused)} ${redirects.refused === 1 ? 'was' : 'were'} refused.` : ''}</p>${refusalsPart(redirects)}`)}
${part('Links to the old site that lead to nothing of this import', deadLinkCount === 0 ? '' : listOf(deadLinks.map(({ address, count }) => `<code>${escapeText(address)}</code>${count > 1 ? ` (${number(count)} times)` : ''}`)))}
${part(`Files that this site can’t hold${filesAt ? `, to be put under ${filesAt}` : ': they stay at the old site'}`, filesPart(files, fileCount))}
${part('Sections that the site doesn’t name yet', newSections.length === 0 ? '' : listOf(newSections.map((slug) => `${escapeText(slug)}: ${number(sections[slug] ?? 0)}`)))}
${part('Sections of the site', report.sectionsUnknown ? `<p>${escapeText(unknownSections(report))}</p>` : '')}
${part('Left out of stories, or mended', losses.length === 0 ? '' : `<table>${losses.map(({ sentence, count }) => cells('td', count, sentence)).join('\n')}</table>`)}
${part('Story by story', stories.map(storyPart).join('\n'))}
${part('The map', map === '' ? '' : `<pre>${escapeText(map)}</pre>`)}
</html>
`
}

const refusalsPart = ({ refusals = [] }: Report['redirects']) =>
  refusals.length === 0
    ? ''
    : `<table>${cells('th', 'Old address', 'Why it was refused')}\n${refusals.map(({ from, why }) => cells('td', from, why)).join('\n')}</table>`

const filesPart = (files: Report['files'], count: number) =>
  count === 0
    ? ''
    : `<table>${cells('th', 'File', 'In')}\n${files.map(({ address, stories }) => cells('td', address, stories.join(' · '))).join('\n')}</table>${count > files.length ? `<p>… and ${number(count - files.length)} more.</p>` : ''}`

/** The columns that say something: on a first import nothing was there to be updated. */
function sumsTable(kinds: readonly KindReport[]): string {
  const columns: [string, (kind: KindReport) => number][] = [
    ['Read', ({ read }) => read],
    ['Filed', ({ filed }) => filed],
    ['Updated', ({ updated }) => updated],
    ['Unchanged', ({ unchanged }) => unchanged],
    ['Not filed', notFiledOf],
  ]
  const shown = columns.filter(([name, count]) => !/^(?:Updated|Unchanged)$/.test(name) || kinds.some((kind) => count(kind) > 0))
  const head = shown.map(([name]) => `<th class="number" scope="col">${name}</th>`).join('')
  const rows = kinds.map((kind) => cells('td', kind.what, ...shown.map(([, count]) => count(kind))))
  return `<table tabindex="0">\n<tr><th scope="col">Kind</th>${head}</tr>\n${rows.join('\n')}\n</table>`
}

const part = (title: string, html: string) => (html === '' ? '' : `<h2>${escapeText(title)}</h2>\n${html}`)
const listOf = (items: readonly string[]) => `<ul>\n${items.map((item) => `<li>${item}`).join('\n')}\n</ul>`

const notFiledParts = ({ what, notFiled }: KindReport) =>
  notFiled.map(
    ({ why, count, items, isLoss }) =>
      `<details${isLoss ? ' open' : ''}><summary>${number(count)} ${escapeText(what)}: ${escapeText(why)}</summary>${listOf(items.map((item) => escapeText([item.title && `“${item.title}”`, item.place].filter(Boolean).join(', '))))}${count > items.length && items.length > 0 ? `<p>… and ${number(count - items.length)} more.</p>` : ''}</details>`,
  )

function picturesPart({ shown, moved, already, missing }: Report['pictures'], isDryRun: boolean) {
  if (shown === 0) return ''
  if (isDryRun) return `<p>Stories show ${number(shown)}. A dry run fetches none.</p>`
  const sum = `<p>${number(shown)} shown = ${number(moved)} moved + ${number(already)} here already + ${number(missing.length)} that could not be had.</p>`
  if (missing.length === 0) return sum
  return `${sum}\n<table>${cells('th', 'Address', 'Why', 'In')}\n${missing.map(({ address, why, stories }) => cells('td', address, why, stories.join(' · '))).join('\n')}</table>`
}

const storyPart = ({ title, slug, place, notes, topicsLeftOut = [] }: Report['stories'][number]) =>
  `<details><summary>${escapeText(title)} (${escapeText(place)})</summary>${listOf([...(slug ? [`<code>${escapeAttribute(slug)}</code>`] : []), ...notes.map(escapeText), ...(topicsLeftOut.length > 0 ? [`All topics that were left out: ${escapeText(topicsLeftOut.join(', '))}`] : [])])}</details>`
