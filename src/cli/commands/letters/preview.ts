import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Issue } from '../../../newsletter/calls.ts'
import { writeFileAtomically } from '../../atomic-file.ts'
import type { AddSubcommand, CommandContext } from '../../command-context.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { describeIssue, type IssueName, issuePath, listPath, parseIssueOrList, shownName } from '../../issue.ts'
import { ARTICLES, kindOption } from '../../letter-source.ts'
import { showReply } from '../../state-change.ts'

type Letter = { subject: string; html: string; text: string; articles?: string[] }
type Showing = { out?: string | undefined; browser?: true | undefined }

export const addPreview: AddSubcommand = (group, run) =>
  group
    .command('preview')
    .description('Show an issue as it would be now, or as it was sent; nothing is sent')
    .argument('<newsletter>', 'the newsletter, or an issue of it that was sent', parseIssueOrList)
    .argument('[slug...]', ARTICLES)
    .addOption(kindOption())
    .option('--subject <text>', 'the subject, instead of the first headline')
    .option('--introduction <text>', 'text before the articles')
    .option('--out <file>', 'write the HTML to a file')
    .option('--browser', 'open it in the browser')
    .addHelpText('after', '\nExamples:\n  newsdesk letters preview morning\n  newsdesk letters preview story mali-phone-call --out letter.html')
    .action(
      run(async (context, { list, issue }, slugs, { out, browser, ...options }) => {
        if (issue !== undefined) return show(context, await frozenLetter(context, { list, issue }), { out, browser })
        const query = { format: 'json', ...options, ...(slugs.length > 0 && { articles: slugs.join(',') }) }
        const reply = await context.api.ask<Letter>('GET', listPath(list, '/preview'), { query })
        if (!reply.ok) return showReply(context, list, reply, () => {})
        return show(context, reply.value, { out, browser })
      }),
    )

async function frozenLetter({ api }: CommandContext, name: IssueName): Promise<Letter> {
  const reply = await api.ask<Issue & Partial<Letter>>('GET', issuePath(name), { query: { letter: '1' } })
  if (!reply.ok) throw new ExitError(EXIT.refused, `${shownName(name)}: ${reply.problem.detail}`)
  const { subject, html, text } = reply.value
  if (html === undefined || text === undefined)
    throw new ExitError(
      EXIT.refused,
      `${shownName(name)}: ${describeIssue(reply.value)}. An issue is composed when it is sent. To see it now: newsdesk letters test`,
    )
  return { subject, html, text }
}

async function show({ print, environment }: CommandContext, letter: Letter, { out, browser }: Showing) {
  if (out === undefined && !browser) {
    if (print.json) print.result(letter)
    else print.document(`${letter.subject}\n\n${letter.text.trimEnd()}\n`)
    return EXIT.ok
  }
  const path = out === undefined ? join(await mkdtemp(join(tmpdir(), 'newsdesk-letter-')), 'letter.html') : resolve(environment.cwd, out)
  await writeFileAtomically(path, letter.html).catch((error: Error) => {
    throw new ExitError(EXIT.refused, `"${out}" can’t be written (${error.message}).`)
  })
  print.result({ ok: true, file: path, subject: letter.subject }, `${out ?? path}  ${letter.subject}`)
  if (browser && !(await environment.openBrowser(String(pathToFileURL(path))))) print.remark('No browser could be opened.')
  return EXIT.ok
}
