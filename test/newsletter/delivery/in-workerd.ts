/** The ways of delivery as they run in production: bundled, in workerd, with the flags of wrangler.toml. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { leanMail } from '../../../scripts/build-worker.ts'
import { root } from '../../../scripts/run-node.ts'
import type { Delivery, Message, Purpose } from '../../../src/newsletter/delivery/mailer.ts'
import type { MailEvent } from '../../../src/newsletter/delivery/webhook.ts'
import { MAIL_SERVER } from './certificates.ts'

export type Workerd = {
  /** What the newsroom hears of a report by webhook. */
  report: (
    env: Record<string, string>,
    provider: string,
    body: string,
    headers: Record<string, string>,
  ) => Promise<{ status: number; events: readonly MailEvent[] }>
  send: (env: Record<string, string>, messages: readonly Message[], purpose?: Purpose) => Promise<readonly Delivery[]>
  stop: () => Promise<void>
}

const WORKER = `
  import { mailerFor } from './src/newsletter/delivery/mailer-for.ts'
  import { webhookRoutes } from './src/newsletter/delivery/webhook-routes.ts'
  export default {
    async fetch(request) {
      if (request.url.includes('/newsletters/webhooks/')) {
        const events = []
        const routes = webhookRoutes({ report: async (_, reported) => events.push(...reported) })
        const { status } = await routes.fetch(request, JSON.parse(request.headers.get('test-env')))
        return Response.json({ status, events })
      }
      const { env, messages, purpose } = await request.json()
      const mailer = await mailerFor(env, purpose)
      return Response.json(await mailer.send(messages, 'issue-7:1'))
    }
  }`

/** `trusts`: the test's mail server is trusted as a public one would be. */
export async function startWorkerd({ trusts = true } = {}): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-mail-'))
  const certificate = join(folder, 'certificate.pem')
  writeFileSync(certificate, MAIL_SERVER.certificate)
  // Read when miniflare is loaded or started, whichever comes first.
  if (trusts) process.env.NODE_EXTRA_CA_CERTS = certificate
  const { convertV4MiniflareOptions, Miniflare } = await import('miniflare')
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    plugins: [leanMail],
    write: false,
  })
  const config = readFileSync(join(root, 'wrangler.toml'), 'utf8')
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: outputFiles[0]?.text ?? '',
      compatibilityDate: /^compatibility_date = "(.+)"$/m.exec(config)?.[1] ?? '',
      compatibilityFlags: [...(/^compatibility_flags = \[(.+)\]$/m.exec(config)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(([, flag]) => flag ?? ''),
    }),
  )
  await miniflare.ready
  return {
    async report(env, provider, body, headers) {
      const init = { method: 'POST', body, headers: { ...headers, 'test-env': JSON.stringify(env) } }
      const response = await miniflare.dispatchFetch(`http://localhost/newsletters/webhooks/${provider}`, init)
      return (await response.json()) as { status: number; events: MailEvent[] }
    },
    async send(env, messages, purpose = 'letters') {
      const response = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body: JSON.stringify({ env, messages, purpose }) })
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      return JSON.parse(text) as Delivery[]
    },
    async stop() {
      await miniflare.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
