/**
 * Any mail server, by SMTP. `SMTP_URL`: `smtps://user:password@host` (TLS from the start, port 465) or
 * `smtp://user:password@host` (STARTTLS required, port 587). `?tls=none` for a relay in a private network:
 * no password is sent then. `?connections=4`: parallel connections, 1 to 5. `?timeout=60`: seconds for each answer. Not idempotent.
 */
import { readSetting } from '../../edge/setting.ts'
import { asciiAddress } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { type Attempt, sendEach } from './each-letter.ts'
import type { Mailer, Message } from './mailer.ts'
import { composeMime } from './mime.ts'
import { failureOf } from './smtp-failure.ts'
import { openSession, type SmtpServer, type SmtpSession } from './smtp-session.ts'

/** An alarm can take fifteen minutes; what wasn't tried by then waits for the next. */
const MAX_BATCH_MS = 240_000
/** If a server drops one connection after another, try again later. */
const MAX_LOST = 3
const MAX_CONNECTIONS = 5
/** RFC 5321 section 4.5.3.2 recommends waiting ten minutes for the last answer; an alarm can't. */
const TIMEOUT_SECONDS = 60

export function smtpFrom(env: Env): Mailer {
  const url = readSetting(env, 'SMTP_URL')
  if (!url) return closedMailer('smtp', 'The secret SMTP_URL isn’t set.')
  const server = parseServer(url)
  return server.ok ? smtpMailer(server.value) : closedMailer('smtp', server.reason)
}

/** Its reasons never quote the setting, which contains a password. */
export function parseServer(url: string): { ok: true; value: SmtpServer } | { ok: false; reason: string } {
  const refuse = (reason: string) => ({ ok: false, reason: `SMTP_URL ${reason}` }) as const
  if (!URL.canParse(url)) return refuse('is no address.')
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return refuse('begins with smtp:// or smtps://.')
  if (!hostname) return refuse('names no host.')
  const security = protocol === 'smtps:' ? 'tls' : searchParams.get('tls') === 'none' ? 'none' : 'starttls'
  if (security === 'none' && username) return refuse('asks for a password to be sent without TLS.')
  if (username && !password) return refuse('has a user and no password.')
  const connections = Number(searchParams.get('connections') ?? 1)
  if (!Number.isInteger(connections) || connections < 1 || connections > MAX_CONNECTIONS) return refuse(`takes 1 to ${MAX_CONNECTIONS} connections.`)
  const timeoutSeconds = Number(searchParams.get('timeout') ?? TIMEOUT_SECONDS)
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > 120) return refuse('waits 1 to 120 seconds.')
  const decoded = decodedPair(username, password)
  if (!decoded) return refuse('has a user or password that is not encoded as URLs need it ("%" is %25).')
  return {
    ok: true,
    value: {
      // For unknown schemes, URL keeps a host's brackets and capitals.
      host: hostname.replace(/^\[|\]$/g, '').toLowerCase(),
      port: port ? Number(port) : security === 'tls' ? 465 : 587,
      security,
      connections,
      timeoutSeconds,
      ...(username && { user: decoded.user, password: decoded.password }),
    },
  }
}

function decodedPair(user: string, password: string) {
  try {
    return { user: decodeURIComponent(user), password: decodeURIComponent(password) }
  } catch {
    // A lone "%".
    return undefined
  }
}

export function smtpMailer(server: SmtpServer): Mailer {
  return { name: 'smtp', idempotent: false, maxBatch: 100, callsFor: () => server.connections, send: (messages) => sendBatch(server, messages) }
}

/** One connection per lane for the whole batch, opened for its first letter. */
async function sendBatch(server: SmtpServer, messages: readonly Message[]) {
  const sessions: (SmtpSession | undefined)[] = []
  const end = Date.now() + MAX_BATCH_MS
  let lost = 0

  const send = async (message: Message, lane: number): Promise<Attempt> => {
    if (Date.now() > end) return { delivery: { result: 'deferred', reason: 'smtp: the server took too long for the emails before this one.' }, shut: true }
    const used = sessions[lane]?.isOpen() ? sessions[lane] : undefined
    const opened = used ? ({ ok: true, session: used } as const) : await openSession(server)
    if (!opened.ok) return { delivery: failureOf(opened.failure, secretsOf(server)), shut: true }
    const { session } = opened
    sessions[lane] = session
    const sent = await sendOn(session, message)
    if (sent.ok) return { delivery: { result: 'sent', ...(sent.providerId && { providerId: sent.providerId }) } }
    // Servers close a connection after some number of letters: this one wasn't transmitted, and is sent on a new one.
    if (used && !session.isOpen() && sent.failure.stage !== 'letter') return send(message, lane)
    if (!session.isOpen()) lost++
    const delivery = failureOf(sent.failure, secretsOf(server))
    const isShut = delivery.result === 'uncertain' || (delivery.result === 'deferred' && delivery.retryAfterSeconds !== undefined)
    return { delivery, shut: isShut || lost >= MAX_LOST }
  }

  try {
    return await sendEach(messages, server.connections, send)
  } finally {
    for (const session of sessions) session?.close()
  }
}

const sendOn = (session: SmtpSession, message: Message) =>
  session.send({ from: asciiAddress(message.from.address) ?? '', to: asciiAddress(message.to.address) ?? '' }, composeMime(message, new Date()))

const secretsOf = ({ user, password }: SmtpServer) => [user, password].filter((secret) => secret !== undefined)
