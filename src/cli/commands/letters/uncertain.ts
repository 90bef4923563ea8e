import { Argument } from '@commander-js/extra-typings'
import type { Issue, TroubledBatch } from '../../../newsletter/calls.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { confirm } from '../../confirm.ts'
import { counted } from '../../counted.ts'
import { EXIT, usageError } from '../../exit-error.ts'
import { type IssueName, issuePath, parseIssueName, shownName } from '../../issue.ts'
import { nextStepLines } from '../../next-steps.ts'
import { parseWholeNumber, yesOption } from '../../option-values.ts'
import { problemLines } from '../../problem.ts'
import { shortMoment } from '../../short-moment.ts'
import { refuse, showReply } from '../../state-change.ts'

type Decision = 'resend' | 'skip'

export const addUncertain: AddSubcommand = (group, run) =>
  group
    .command('uncertain')
    .description('Show emails that may or may not have been sent, and decide about them')
    .argument('<issue>', 'such as morning/2026-11-26', parseIssueName)
    .addArgument(new Argument('[decision]', 'resend: some readers may get it twice; skip: some readers may not get it').choices(['resend', 'skip']))
    .option('--batch <n>', 'only this batch', parseBatch)
    .addOption(yesOption())
    .addHelpText('after', '\nExamples:\n  newsdesk letters uncertain morning/2026-11-26\n  newsdesk letters uncertain morning/2026-11-26 skip')
    .action(run((context, name, decision, { batch, yes }) => lookOrDecide(context, name, { decision, batch, yes })))

/** Batches are numbered from 0. */
const parseBatch = (text: string) => (text === '0' ? 0 : parseWholeNumber(text))

type Choice = { decision: Decision | undefined; batch: number | undefined; yes: true | undefined }

async function lookOrDecide(context: CommandContext, name: IssueName, { decision, batch, yes }: Choice) {
  if (!decision && batch !== undefined) throw usageError('Say what to do with this batch: resend or skip.')
  const reply = await context.api.ask<Issue & { batches: TroubledBatch[] }>('GET', issuePath(name))
  if (!reply.ok) return showReply(context, shownName(name), reply, () => {})
  const uncertain = reply.value.batches.filter((one) => one.state === 'uncertain' && (batch === undefined || one.batch === batch))
  if (uncertain.length === 0) return nothingUncertain(context, name, batch)
  if (!decision) return showBatches(context, name, uncertain)
  if (decision === 'resend' && !yes && !(await mayDouble(context, uncertain))) return EXIT.refused
  return decide(context, name, { decision, batches: uncertain })
}

function nothingUncertain({ print }: CommandContext, name: IssueName, batch: number | undefined) {
  print.remark(`${shownName(name)}: ${batch === undefined ? 'nothing is uncertain' : `batch ${batch} isn’t uncertain`}.`)
  return batch === undefined ? EXIT.ok : EXIT.refused
}

async function showBatches({ print }: CommandContext, name: IssueName, batches: TroubledBatch[]) {
  await print.results(batches, {
    line: ({ batch, letters, host, at, reason }) => `batch ${batch}  ${counted(letters, 'email')}  ${host}  ${at}  ${reason}`,
    heads: ['Batch', 'Emails', 'Host', 'UTC', 'Why'],
    elastic: 4,
    cells: ({ batch, letters, host, at, reason }) => [String(batch), String(letters), host, shortMoment(at), reason],
  })
  print.remark(
    ...nextStepLines([
      ['Send them again (some readers may get it twice)', `newsdesk letters uncertain ${shownName(name)} resend`],
      ['Skip them (some readers may not get it)', `newsdesk letters uncertain ${shownName(name)} skip`],
    ]),
  )
  return EXIT.ok
}

function mayDouble(context: CommandContext, batches: TroubledBatch[]) {
  const letters = batches.reduce((sum, one) => sum + one.letters, 0)
  return confirm(context, `Some of these ${counted(letters, 'email')} may have arrived, and would arrive twice. Type resend to continue: `, 'resend')
}

async function decide(context: CommandContext, name: IssueName, { decision, batches }: { decision: Decision; batches: TroubledBatch[] }) {
  let refused = 0
  for (const { batch, letters } of batches) {
    const reply = await context.api.ask<Issue>('POST', issuePath(name, `/batches/${batch}`), { body: { decision } })
    const words = `${shownName(name)}  batch ${batch}: ${counted(letters, 'email')} ${decision === 'resend' ? 'sent again' : 'skipped'}`
    if (reply.ok) context.print.result({ ok: true, ...name, batch, letters, decision }, words)
    else {
      refused++
      refuse(context, { ...name, batch }, reply.problem, problemLines(`${shownName(name)} batch ${batch}`, reply.problem))
    }
  }
  return refused > 0 ? EXIT.refused : EXIT.ok
}
