import type { AddCommand, CommandContext } from '../command-context.ts'
import { counted } from '../counted.ts'
import { EXIT, ExitError } from '../exit-error.ts'

type Malformed = { key: string; message: string }
type Step = { seen: number; adopted: string[]; malformed: Malformed[]; healed?: (Malformed & { text?: string })[]; done: boolean }

export const adopt: AddCommand = (program, run) =>
  program
    .command('adopt')
    .description('Take over articles that were written straight into KV')
    .addHelpText('after', '\nExample:\n  newsdesk adopt')
    .action(run((context) => adoptAll(context)))

async function adoptAll(context: CommandContext) {
  const count = { seen: 0, adopted: 0, malformed: 0 }
  const bar = context.print.progress(undefined, 'keys looked at')
  try {
    for (let done = false; !done; ) {
      const reply = await context.api.ask<Step>('POST', '/api/adopt', { repeatable: true })
      if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
      const step = reply.value
      printStep(context, step)
      count.seen += step.seen
      count.adopted += step.adopted.length
      count.malformed += step.malformed.length
      bar.step(step.seen)
      done = step.done
    }
  } finally {
    bar.end()
  }
  context.print.remark(`${counted(count.seen, 'key')} looked at, ${count.adopted} adopted, ${count.malformed} malformed.`)
  return count.malformed > 0 ? EXIT.refused : EXIT.ok
}

function printStep({ print }: CommandContext, { adopted, malformed, healed = [] }: Step) {
  for (const slug of adopted) print.result({ adopted: slug }, `adopted  ${slug}`)
  for (const { key, message } of malformed) {
    print.error(`${key}: ${message}`)
    if (print.json) print.result({ malformed: key, message })
  }
  for (const { key, message, text } of healed) {
    print.remark(`${key}: the last good copy was put back over what could not be read (${message})`)
    if (print.json) print.result({ healed: key, message, ...(text !== undefined && { text }) })
  }
}
