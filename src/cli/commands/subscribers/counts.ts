import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { counted } from '../../counted.ts'
import type { Newsletter, Newsletters } from '../../newsletters.ts'
import { parseWholeNumber } from '../../option-values.ts'
import { showReply } from '../../state-change.ts'

const DAY_MS = 86_400_000

export const addCounts: AddSubcommand = (group, run) =>
  group
    .command('counts')
    .description('Show the newsletters, how many subscribers each has, and how that is changing')
    .option('--days <n>', 'count growth over this many days', parseWholeNumber, 7)
    .addHelpText('after', '\nExample:\n  newsdesk subscribers counts --days 30')
    .action(
      run(async (context, { days }) =>
        showReply(context, 'newsletters', await context.api.ask<Newsletters>('GET', '/api/newsletters'), (value) => show(context, value, days)),
      ),
    )

async function show({ print, environment }: CommandContext, newsletters: Newsletters, days: number) {
  if (print.json) return print.result(newsletters)
  const since = new Date(environment.now() - days * DAY_MS).toISOString().slice(0, 10)
  await print.results(newsletters.lists, {
    line: (one) =>
      `${one.list}  ${one.confirmed.toLocaleString('en')} confirmed  ${growthOf(one, since)} in ${counted(days, 'day')}  ${one.pending} pending  ${one.unsubscribed} left  ${nameOf(one)}`,
    heads: ['List', 'Confirmed', `${counted(days, 'day')}`, 'Pending', 'Left', 'Kind', 'Name'],
    elastic: 6,
    cells: (one) => [
      one.list,
      one.confirmed.toLocaleString('en'),
      growthOf(one, since),
      one.pending.toLocaleString('en'),
      one.unsubscribed.toLocaleString('en'),
      one.kind ?? '',
      nameOf(one),
    ],
  })
  print.remark(...remarksOn(newsletters))
}

const nameOf = ({ name, isGone }: Newsletter) => (isGone ? '(no longer on the site)' : (name ?? ''))

function growthOf({ growth }: Newsletter, since: string) {
  const days = growth.filter(({ day }) => day > since)
  const [joined, left] = [days.reduce((sum, day) => sum + day.joined, 0), days.reduce((sum, day) => sum + day.left, 0)]
  return `+${joined.toLocaleString('en')} −${left.toLocaleString('en')}`
}

function remarksOn({ signUp, suppressed, mailsWaiting }: Newsletters) {
  const reasons = Object.entries(suppressed).filter(([, count]) => count > 0)
  return [
    ...(reasons.length > 0
      ? [`Addresses that get no emails: ${reasons.map(([reason, count]) => `${count.toLocaleString('en')} ${SUPPRESSED[reason] ?? reason}`).join(', ')}.`]
      : []),
    ...(mailsWaiting > 0 ? [`${counted(mailsWaiting, 'confirmation email')} not sent yet.`] : []),
    ...(signUp === 'open' ? [] : [CLOSED[signUp]]),
  ]
}

const SUPPRESSED: Record<string, string> = { bounce: 'unreachable', complaint: 'complained', erased: 'erased', editor: 'removed by an editor' }
const CLOSED = {
  'no-mailer': 'Nobody can sign up, because sending isn’t set up. Set MAIL_CONFIRMATIONS, as described in docs/newsletters.md.',
  'no-sender': 'Nobody can sign up, because the site has no sender address. Set "newsletter.from" with newsdesk site.',
}
