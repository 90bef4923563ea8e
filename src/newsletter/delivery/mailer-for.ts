/**
 * The configured provider. Nothing here throws because of a letter, an answer or a setting. A provider's code is
 * loaded only if it is the one that is set.
 */
import { readSetting } from '../../edge/setting.ts'
import { checkedMailer } from './checked-mailer.ts'
import { closedMailer } from './closed-mailer.ts'
import type { Mailer, Purpose } from './mailer.ts'

const VARIABLES = { letters: 'MAIL_LETTERS', confirmation: 'MAIL_CONFIRMATIONS' } as const satisfies Record<Purpose, string>

/**
 * By configuration (vars and secrets); undefined if none is configured. A provider that isn't fully set up
 * defers every letter and gives the reason, so that an editor sees it.
 */
export async function mailerFor(env: Env, purpose: Purpose): Promise<Mailer | undefined> {
  const way = readSetting(env, VARIABLES[purpose])
  return way === undefined ? undefined : checkedMailer(await openWay(way, env, purpose))
}

async function openWay(way: string, env: Env, purpose: Purpose): Promise<Mailer> {
  switch (way) {
    case 'outbox':
      return (await import('./outbox.ts')).outboxFrom(env)
    case 'smtp':
      return (await import('./smtp.ts')).smtpFrom(env)
    case 'cloudflare':
      return (await import('./cloudflare.ts')).cloudflareFrom(env, purpose)
    case 'resend':
      return (await import('./resend.ts')).resendFrom(env)
    case 'brevo':
      return (await import('./brevo.ts')).brevoFrom(env)
    case 'ses':
      return (await import('./ses.ts')).sesFrom(env)
  }
  return closedMailer('none', `${VARIABLES[purpose]} must be one of: outbox, smtp, cloudflare, resend, brevo, ses.`)
}
