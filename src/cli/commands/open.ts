import { type AddCommand, articlePath, type CommandContext } from '../command-context.ts'
import { showReply } from '../state-change.ts'
import type { SignInLink } from './invite.ts'
import { makePreview } from './preview.ts'

export const openArticle: AddCommand = (program, run) =>
  program
    .command('open')
    .description("Open an article's page in the browser, or a preview where readers do not see it; or the desk")
    .argument('<slug>', 'the article; "desk" signs you in at the desk (admins)')
    .addHelpText('after', '\nExamples:\n  newsdesk open mali-phone-call\n  newsdesk open desk')
    .action(run((context, slug) => (slug === DESK ? openDesk(context) : open(context, slug))))

/** No section has this name, and a story of this name is found by `list`. */
const DESK = 'desk'

/** The link works once: it is the browser's, and is printed for where there is none. */
async function openDesk(context: CommandContext) {
  const reply = await context.api.ask<SignInLink>('POST', '/api/sign-in-links')
  return showReply(context, DESK, reply, async ({ name, url, expiresAt }) => {
    context.print.result({ ok: true, name, url, expiresAt }, url)
    context.print.remark(`It signs you in as ${name}, once, until ${expiresAt}.`)
    if (/^https?:/.test(url)) await context.environment.openBrowser(url)
  })
}

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
