/** What the newsroom knows of its pictures: listed, shown, changed; and new ones uploaded. */
import { resolve } from 'node:path'
import { Option } from '@commander-js/extra-typings'
import { DIGITAL_SOURCES } from '../../copy/shapes/digital-source.ts'
import type { PictureDetails } from '../../copy/shapes/picture-details.ts'
import { tagOf } from '../api.ts'
import type { CommandContext, Group, Run } from '../command-context.ts'
import { EXIT, usageError } from '../exit-error.ts'
import { parseWholeNumber } from '../option-values.ts'
import { itemsOf } from '../paging.ts'
import { uploader } from '../pictures.ts'
import { showReply } from '../state-change.ts'

type Known = PictureDetails & {
  id: string
  src: string
  width: number
  height: number
  type: string
  uploadedAt: string
  withdrawn?: string
  takenOff?: string
}
/** Sites before they told of portraits and drafts told neither. */
type Uses = {
  uses: {
    articles: { slug: string; state: string; url: string }[]
    campaigns: string[]
    authors?: { slug: string; name: string }[]
    drafts?: { by: string; slug?: string; headline?: string }[]
    isComplete: boolean
  }
}

/** As the API knows them. */
const FILTERS = ['ai', 'unused', 'no-alt', 'no-rights', 'not-shown']

export function addList(pictures: Group, run: Run) {
  pictures
    .command('list')
    .description('List uploaded pictures, newest first')
    .option('--q <words>', 'that have these words')
    .addOption(
      new Option('--state <state>', 'withdrawn; or in use, with rights that end within a week or ended in the last').choices(['withdrawn', 'ending', 'ended']),
    )
    .addOption(
      new Option('--filter <what>', 'marked as made by a machine; never used; without alt text; without a word on rights; not to be shown').choices(FILTERS),
    )
    .option('--limit <n>', 'how many at most', parseWholeNumber, 50)
    .addHelpText('after', '\nExample:\n  newsdesk picture list --state ending')
    .action(
      run(async (context, { limit, ...query }) => {
        await context.print.results(itemsOf<Known>(context, '/api/pictures', query, limit), {
          line: (picture) => [`${picture.src}  ${sizeOf(picture)}  ${stateOf(picture)}  ${nameOf(picture)}`],
          heads: ['Address', 'Pixels', 'Rights', 'What it shows'],
          elastic: 3,
          cells: (picture) => [picture.src, sizeOf(picture), stateOf(picture), nameOf(picture)],
        })
        return EXIT.ok
      }),
    )
}

export function addShow(pictures: Group, run: Run, idIn: (text: string) => string) {
  pictures
    .command('show')
    .description('Show what we know of a picture, and where it is used')
    .argument('<picture>', 'its id, or an address on the site', idIn)
    .addHelpText('after', '\nExample:\n  newsdesk picture show 0b1c…e9')
    .action(run((context, id) => show(context, id)))
}

async function show(context: CommandContext, id: string) {
  const reply = await context.api.ask<Known & Uses>('GET', `/api/pictures/${id}`)
  return showReply(context, id, reply, (picture) => {
    context.print.result(picture, `${picture.src}  ${sizeOf(picture)}  ${stateOf(picture)}  ${nameOf(picture)}`)
    const { rights = {}, people, focus, alt, caption, credit, source, place, digitalSource } = picture
    const said = { alt, caption, credit, source, people: people?.join('; '), place, made: digitalSource, focus: focus && `${focus.x},${focus.y}`, ...rights }
    for (const [name, value] of Object.entries(said)) if (value) context.print.remark(`  ${name}: ${value}`)
    for (const { slug, state, url } of picture.uses.articles) context.print.remark(`  in ${state === 'published' ? url : `${slug} (${state})`}`)
    for (const campaign of picture.uses.campaigns) context.print.remark(`  in campaign ${campaign}`)
    for (const { name } of picture.uses.authors ?? []) context.print.remark(`  portrait of ${name}`)
    for (const { by, slug, headline } of picture.uses.drafts ?? []) context.print.remark(`  in a draft by ${by}: ${headline ?? slug ?? 'without a headline'}`)
  })
}

export function addUpload(pictures: Group, run: Run) {
  pictures
    .command('upload')
    .description('Upload pictures; what their files say of them is kept')
    .argument('<file...>', 'JPEG, PNG, WebP, AVIF, GIF or HEIC, up to 20 MB')
    .addHelpText('after', '\nExample:\n  newsdesk picture upload harbour.jpg ferry.heic')
    .action(
      run(async (context, files) => {
        const upload = uploader(context.api, false)
        let worst: number = EXIT.ok
        for (const file of files) {
          const sent = await upload(resolve(context.environment.cwd, file))
          if (sent.ok) context.print.result({ ok: true, file, ...sent.picture }, `${sent.picture.src}  ${sent.picture.width} × ${sent.picture.height}  ${file}`)
          else {
            context.print.error(`${file}: ${sent.message}`)
            if (context.print.json) context.print.result({ ok: false, file, detail: sent.message })
            worst = EXIT.refused
          }
        }
        return worst
      }),
    )
}

const TEXTS = ['alt', 'caption', 'credit', 'source', 'place'] as const
const RIGHTS = ['licence', 'holder', 'until', 'terms', 'notice', 'licenceUrl', 'acquireUrl'] as const
type Given = Partial<Record<(typeof TEXTS)[number] | (typeof RIGHTS)[number] | 'people' | 'made' | 'focus', string>>

export function addSet(pictures: Group, run: Run, idIn: (text: string) => string) {
  pictures
    .command('set')
    .description('Change what we say of a picture; an empty text takes it away')
    .argument('<picture>', 'its id, or an address on the site', idIn)
    .option('--alt <text>', 'what it shows, for people who can’t see it')
    .option('--caption <text>')
    .option('--credit <text>', 'as it’s printed')
    .option('--source <text>', 'where we have it from')
    .option('--people <names>', 'who is in it, with semicolons between them')
    .option('--place <text>', 'what place it shows')
    .addOption(new Option('--made <term>', 'how it was made: IPTC’s digital source type').choices(['', ...DIGITAL_SOURCES]))
    .option('--focus <x,y>', 'what must stay visible, as shares of its sides: 0.5,0.3')
    .option('--licence <text>', 'by what right we show it; "none": we may not')
    .option('--holder <name>', 'whose it is')
    .option('--until <iso>', 'the last moment we may show it')
    .option('--terms <text>', 'how it may be used, in its owner’s words')
    .option('--notice <text>', 'the copyright notice')
    .option('--licence-url <url>', 'a page about the licence')
    .option('--acquire-url <url>', 'where a licence can be had')
    .addHelpText('after', '\nExample:\n  newsdesk picture set 0b1c…e9 --until 2027-03-31T23:59:59+02:00')
    .action(run((context, id, given) => change(context, id, given)))
}

/** What isn't named stays; and it's refused if somebody changed it meanwhile. */
async function change(context: CommandContext, id: string, given: Given) {
  if (Object.keys(given).length === 0) throw usageError('Say what to change, such as --alt "A ferry leaves".')
  const before = await context.api.ask<Known>('GET', `/api/pictures/${id}`)
  if (!before.ok) return showReply(context, id, before, () => undefined)
  const tag = tagOf(before)
  const reply = await context.api.ask<Known>('PUT', `/api/pictures/${id}`, {
    body: detailsWith(before.value, given),
    ...(tag && { headers: { 'If-Match': tag } }),
  })
  return showReply(context, id, reply, (picture) => context.print.result({ ok: true, ...picture }, `${picture.src}  changed`))
}

function detailsWith(before: Known, given: Given) {
  const rights = withGiven(before.rights ?? {}, given, RIGHTS)
  const [x, y] = (given.focus ?? '').split(',').map(Number)
  const people = given.people
    ?.split(';')
    .map((name) => name.trim())
    .filter(Boolean)
  const { people: knownPeople, digitalSource, focus } = before
  const made = given.made ?? digitalSource
  return {
    ...withGiven(before, given, TEXTS),
    ...((people ?? knownPeople)?.length && { people: people ?? knownPeople }),
    ...(made && { digitalSource: made }),
    ...(given.focus === undefined ? focus && { focus } : given.focus !== '' && { focus: { x, y } }),
    ...(Object.keys(rights).length > 0 && { rights }),
  }
}

function withGiven<N extends string>(before: { [name in N]?: string | undefined }, given: { [name in N]?: string }, names: readonly N[]) {
  return Object.fromEntries(names.map((name) => [name, given[name] ?? before[name]]).filter(([, value]) => value))
}

const sizeOf = ({ width, height }: Known) => `${width}×${height}`
const nameOf = ({ caption, alt }: Known) => caption ?? alt ?? 'No description yet'

function stateOf({ withdrawn, takenOff, rights }: Known) {
  if (withdrawn) return 'withdrawn'
  if (takenOff) return 'rights have ended'
  if (rights?.licence === 'none') return 'no right to show it'
  return rights?.until ? `until ${rights.until.slice(0, 10)}` : '-'
}
