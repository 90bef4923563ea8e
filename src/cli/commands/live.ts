/** An event told from the command line: one call for each update. */
import { randomUUID } from 'node:crypto'
import type { Reply } from '../api.ts'
import { type AddCommand, type AddSubcommand, articlePath, type CommandContext } from '../command-context.ts'
import { usageError } from '../exit-error.ts'
import { parseMoment, parseSlug } from '../option-values.ts'
import { shortMoment } from '../short-moment.ts'
import { type Changed, changeEach, showReply } from '../state-change.ts'

type Update = { id: string; at: string; headline?: string; pinned?: boolean; key?: boolean; takenBack?: string; by?: string }
type Waiting = { id: string; sentAt: string; headline?: string; by: string; refused?: { by: string; reason?: string } }
type Told = { items: Update[]; waiting?: Waiting[]; ended?: string }
type Answer = Changed & { slug: string; waiting?: true; update: { id: string } }

export const live: AddCommand = (program, run) => {
  const group = program.command('live').description('Tell a live event: add, approve, edit, correct and take back updates; end it')
  for (const add of [addListing, addTelling, addApproval, addEdit, addCorrection, addTakingBack, addEnd, addResumption]) add(group, run)
}

const addListing: AddSubcommand = (group, run) =>
  group
    .command('list')
    .description('Show the updates, newest first, and those that wait for an editor')
    .argument('<slug>', 'the live article', parseSlug)
    .addHelpText('after', '\nExample:\n  newsdesk live list cup-final')
    .action(
      run(async (context, slug) => showReply(context, slug, await context.api.ask<Told>('GET', articlePath(slug, '/updates')), (told) => show(context, told))),
    )

function show({ print }: CommandContext, told: Told) {
  const marks = ({ pinned, key, takenBack }: Update) => [pinned && 'pinned', key && 'key moment', takenBack && 'taken back'].filter(Boolean).join(', ')
  const lines = told.items.map((update) => [update.id, shortMoment(update.at), update.headline ?? '(no headline)', marks(update)].filter(Boolean).join('  '))
  const waiting = (told.waiting ?? []).map(
    ({ id, sentAt, headline, by, refused }) =>
      `${id}  ${shortMoment(sentAt)}  ${headline ?? '(no headline)'}  ${refused ? `sent back by ${refused.by}` : 'waits'}, from ${by}`,
  )
  print.result(told, ...waiting, ...lines)
  if (told.ended) print.remark(`The event ended at ${told.ended}.`)
}

const addTelling: AddSubcommand = (group, run) =>
  group
    .command('add')
    .description('Add an update; a reporter’s waits for an editor')
    .argument('<slug>', 'the live article', parseSlug)
    .argument('[text...]', 'its text, as Markdown')
    .option('--headline <text>', 'its headline')
    .option('--pin', 'above the other updates')
    .option('--key', 'list it among the key moments')
    .option('--at <moment>', 'when it happened; now unless said', parseMoment)
    .option('--id <id>', 'an id of your own; the same is refused when it comes again', parseSlug)
    .addHelpText('after', '\nExample:\n  newsdesk live add cup-final --headline "One nil" "Rovers score from a corner."')
    .action(
      run(async (context, slug, words, { headline, pin, key, at, id }) => {
        const text = words.join(' ')
        const body = { ...(id && { id }), ...fieldsSaid({ headline: headline || undefined, text: text || undefined, pin, key, at }) }
        return showAnswer(context, slug, await order(context, 'POST', articlePath(slug, '/updates'), body), 'published')
      }),
    )

const addApproval: AddSubcommand = (group, run) =>
  group
    .command('approve')
    .description('Publish an update that waits')
    .argument('<slug>', 'the live article', parseSlug)
    .argument('<id>', 'the update')
    .addHelpText('after', '\nExample:\n  newsdesk live approve cup-final 4f1c9a2b77de')
    .action(run(async (context, slug, id) => showAnswer(context, slug, await order(context, 'POST', updatePath(slug, id, '/approval')), 'published')))

type Said = { headline?: string | undefined; text?: string | undefined; pin?: boolean | undefined; key?: boolean | undefined; at?: string | undefined }

/** What is not said stays as it is. An empty headline is none. */
const fieldsSaid = ({ headline, text, pin, key, at }: Said) => ({
  ...(headline !== undefined && { headline: headline || null }),
  ...(text !== undefined && { markdown: text }),
  ...(pin !== undefined && { pinned: pin }),
  ...(key !== undefined && { key }),
  ...(at !== undefined && { at }),
})

const addEdit: AddSubcommand = (group, run) =>
  group
    .command('edit')
    .description('Change an update without a word to readers: a typo, the pin, a key moment')
    .argument('<slug>', 'the live article', parseSlug)
    .argument('<id>', 'the update')
    .argument('[text...]', 'its new text, as Markdown')
    .option('--headline <text>', 'its new headline; "" removes it')
    .option('--pin', 'above the other updates')
    .option('--no-pin', 'no longer above the others')
    .option('--key', 'list it among the key moments')
    .option('--no-key', 'no longer a key moment')
    .option('--at <moment>', 'when it happened', parseMoment)
    .addHelpText('after', '\nExample:\n  newsdesk live edit cup-final 4f1c9a2b77de --no-pin "Rovers score from a corner, their first."')
    .action(
      run(async (context, slug, id, words, { headline, pin, key, at }) => {
        const body = fieldsSaid({ headline, text: words.join(' ') || undefined, pin, key, at })
        if (Object.keys(body).length === 0) throw usageError('Say what to change: its text, or an option such as --headline or --pin.')
        return showAnswer(context, slug, await order(context, 'PATCH', updatePath(slug, id), body), 'changed')
      }),
    )

const addCorrection: AddSubcommand = (group, run) =>
  group
    .command('correct')
    .description('Say below an update what was wrong; --text changes what it says')
    .argument('<slug>', 'the live article', parseSlug)
    .argument('<id>', 'the update')
    .argument('<words...>', 'what was wrong')
    .option('--headline <text>', 'its new headline')
    .option('--text <text>', 'its new text, as Markdown')
    .addHelpText('after', '\nExample:\n  newsdesk live correct cup-final 4f1c9a2b77de "An earlier version had the wrong score." --text "Two nil."')
    .action(
      run(async (context, slug, id, words, { headline, text }) => {
        const body = { correction: words.join(' '), ...fieldsSaid({ headline, text }) }
        return showAnswer(context, slug, await order(context, 'PATCH', updatePath(slug, id), body), 'corrected')
      }),
    )

const addTakingBack: AddSubcommand = (group, run) =>
  group
    .command('take-back')
    .alias('remove')
    .description('Take back an update, or refuse one that waits')
    .argument('<slug>', 'the live article', parseSlug)
    .argument('<id>', 'the update')
    .option('--reason <text>', 'kept in the audit trail; who wrote an update that waits reads it')
    .addHelpText('after', '\nExample:\n  newsdesk live take-back cup-final 4f1c9a2b77de --reason "Wrong match"')
    .action(
      run(async (context, slug, id, { reason }) =>
        showAnswer(context, slug, await order(context, 'DELETE', updatePath(slug, id), reason === undefined ? undefined : { reason }), 'taken back'),
      ),
    )

const addEnd: AddSubcommand = (group, run) =>
  group
    .command('end')
    .description('End the event; readers are told')
    .argument('<slug>', 'the live article', parseSlug)
    .option('--undo', 'go on with it, as resume does')
    .addHelpText('after', '\nExample:\n  newsdesk live end cup-final')
    .action(run((context, slug, { undo }) => changeEvent(context, slug, undo ? 'DELETE' : 'PUT')))

const addResumption: AddSubcommand = (group, run) =>
  group
    .command('resume')
    .description('Go on with an event that ended, by somebody’s word or by itself')
    .argument('<slug>', 'the live article', parseSlug)
    .addHelpText('after', '\nExample:\n  newsdesk live resume cup-final')
    .action(run((context, slug) => changeEvent(context, slug, 'DELETE')))

const changeEvent = (context: CommandContext, slug: string, method: 'PUT' | 'DELETE') =>
  changeEach(context, {
    slugs: [slug],
    call: (api, named, options) => api.ask(method, articlePath(named, '/end'), options),
    words: ({ url }) => `${url}  ${method === 'PUT' ? 'ended' : 'goes on'}`,
  })

const updatePath = (slug: string, id: string, rest = '') => articlePath(slug, `/updates/${encodeURIComponent(id)}${rest}`)

/** Under a key of its own: where the answer gets lost, it is asked for again and done once. */
const order = (context: CommandContext, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  context.api.ask<Answer>(method, path, { headers: { 'Idempotency-Key': randomUUID() }, repeatable: true, ...(body && { body }) })

const showAnswer = (context: CommandContext, slug: string, reply: Reply<Answer>, done: string) =>
  showReply(context, slug, reply, (answer) => {
    context.print.result(
      { ...answer, ok: true },
      `${answer.update.id}  ${answer.waiting ? (done === 'published' ? 'waits for an editor' : 'changed in the tray') : done}`,
    )
    for (const note of (answer as { notes?: string[] }).notes ?? []) context.print.remark(`${slug}: ${note}`)
  })
