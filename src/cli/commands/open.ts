import { type AddCommand, articlePath, type CommandContext } from '../command-context.ts'
import { showReply } from '../state-change.ts'
import { makePreview } from './preview.ts'

export const openArticle: AddCommand = (program, run) =>
  program
    .command('open')
    .description("Open an article's page in the browser, or a preview where readers do not see it")
    .argument('<slug>', 'the article')
    .addHelpText('after', '\nExample:\n  newsdesk open mali-phone-call')
    .action(run((context, slug) => open(context, slug)))

async function open(context: CommandContext, slug: string) {
  const { api, print } = context
  const reply = await api.ask<{ section: string }>('GET', articlePath(slug))
  if (!reply.ok) return showReply(context, slug, reply, () => {})
  if (reply.headers.get('Dateline-State') === 'published') return show(`/${reply.value.section}/${slug}`)
  const preview = await makePreview(context, slug)
  if (!preview.ok) return showReply(context, slug, preview, () => {})
  print.remark(`Readers do not see this article; the preview works until ${preview.value.until}.`)
  return show(preview.value.url)

  async function show(path: string) {
    const url = String(new URL(path, api.url))
    // Not what is opened, but what the editor can copy where no browser opens.
    print.result({ ok: true, slug, url }, url)
    if (/^https?:/.test(url)) await context.environment.openBrowser(url)
    return 0
  }
}
