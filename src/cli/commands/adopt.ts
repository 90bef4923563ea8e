import type { Command } from '../command.ts'
import { EXIT, ExitError } from '../exit.ts'

type Malformed = { key: string; message: string }
type Step = { seen: number; adopted: string[]; malformed: Malformed[]; healed?: (Malformed & { text?: string })[]; done: boolean }

export const adopt: Command = {
  name: 'adopt',
  takes: '',
  does: 'Take what was put straight into KV into the ledger and the listings',
  example: 'newsdesk adopt',
  run: async (context) => {
    const tally = { seen: 0, adopted: 0, malformed: 0 }
    const bar = context.print.progress(undefined, 'keys looked at')
    try {
      for (let done = false; !done; ) {
        const reply = await context.api.ask<Step>('POST', '/api/adopt', { repeatable: true })
        if (!reply.ok) throw new ExitError(EXIT.refused, reply.problem.detail)
        const step = reply.value
        for (const slug of step.adopted) context.print.result({ adopted: slug }, `adopted  ${slug}`)
        for (const { key, message } of step.malformed) {
          context.print.complain(`${key}: ${message}`)
          if (context.print.json) context.print.result({ malformed: key, message })
        }
        for (const { key, message, text } of step.healed ?? []) {
          context.print.remark(`${key}: the last good copy was put back over what could not be read (${message})`)
          if (context.print.json) context.print.result({ healed: key, message, ...(text !== undefined && { text }) })
        }
        tally.seen += step.seen
        tally.adopted += step.adopted.length
        tally.malformed += step.malformed.length
        bar.step(step.seen)
        done = step.done
      }
    } finally {
      bar.end()
    }
    context.print.remark(`${tally.seen} keys looked at, ${tally.adopted} adopted, ${tally.malformed} malformed.`)
    return tally.malformed > 0 ? EXIT.refused : EXIT.ok
  },
}
