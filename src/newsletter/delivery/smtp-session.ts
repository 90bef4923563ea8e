/** One connection to a mail server, for many letters. Nodemailer does the SMTP; its log would contain passwords, so it is off. */
import net, { type Socket } from 'node:net'
import tls from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SmtpFailure } from './smtp-failure.ts'

export type SmtpServer = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  connections: number
  /** How long to wait for an answer. */
  timeoutSeconds: number
  user?: string
  password?: string
}
type Envelope = { from: string; to: string }
type Sent = { ok: true; providerId?: string } | { ok: false; failure: SmtpFailure }

export interface SmtpSession {
  isOpen(): boolean
  send(envelope: Envelope, mime: Uint8Array): Promise<Sent>
  close(): void
}

type Emitter = { on(event: 'error' | 'end', heard: (error?: unknown) => void): void }

const CONNECT_MS = 15_000
const GREETING_MS = 15_000

export async function openSession(server: SmtpServer): Promise<{ ok: true; session: SmtpSession } | { ok: false; failure: SmtpFailure }> {
  const socket = await openSocket(server)
  if (!socket.ok) return socket
  const connection = new SMTPConnection({
    connection: socket.socket,
    host: server.host,
    secure: server.security === 'tls',
    secured: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    // The name in EHLO; a Worker's machine has none of its own.
    name: '[127.0.0.1]',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: Math.min(GREETING_MS, server.timeoutSeconds * 1000),
    socketTimeout: server.timeoutSeconds * 1000,
    logger: false,
  }) as SMTPConnection & Emitter

  const failed = await new Promise<unknown>((resolve) => {
    // Never removed: without a listener, a connection that breaks later would end the isolate.
    connection.on('error', resolve)
    connection.connect((error?: unknown) => (error || !server.user ? resolve(error) : logIn(connection, server, resolve)))
  })
  if (!failed) return { ok: true, session: sessionOf(connection) }
  connection.close()
  return { ok: false, failure: failureFrom(failed, 'opening') }
}

/** The platform resolves the host. Nodemailer would use DNS over HTTP, which doesn't know names in a private network. */
function openSocket({ host, port, security }: SmtpServer): Promise<{ ok: true; socket: Socket } | { ok: false; failure: SmtpFailure }> {
  return new Promise((resolve) => {
    const socket = security === 'tls' ? tls.connect({ host, port, servername: host }) : net.connect({ host, port })
    const refuse = (said: string) => {
      socket.destroy()
      resolve({ ok: false, failure: { stage: 'opening', said } })
    }
    const waiting = setTimeout(() => refuse('no connection in time'), CONNECT_MS)
    // Once connected, errors are handled by the session.
    socket.once('error', (error) => {
      clearTimeout(waiting)
      refuse(`no connection: ${error instanceof Error ? error.message : 'refused'}`)
    })
    socket.once(security === 'tls' ? 'secureConnect' : 'connect', () => {
      clearTimeout(waiting)
      resolve({ ok: true, socket })
    })
  })
}

function logIn(connection: SMTPConnection, { user = '', password = '' }: SmtpServer, done: (error: unknown) => void) {
  connection.login({ credentials: { user, pass: password } }, (error?: unknown) => done(error))
}

function sessionOf(connection: SMTPConnection & Emitter): SmtpSession {
  let hasFailed = false
  // When a connection breaks, Nodemailer doesn't call back who waits for RSET.
  const ended = new Promise<false>((resolve) => {
    connection.on('error', () => resolve(false))
    connection.on('end', () => resolve(false))
  })
  return {
    isOpen: () => !hasFailed && !connection.destroyed,
    async send(envelope, mime) {
      const sent = await sendOne(connection, envelope, mime)
      if (sent.ok) return sent
      // Without an answer, the dialogue is out of step; with one, the next letter starts over after RSET.
      hasFailed = sent.failure.code === undefined || connection.destroyed || !(await Promise.race([reset(connection), ended]))
      if (hasFailed) connection.close()
      return sent
    },
    close: () => (hasFailed || connection.destroyed ? connection.close() : connection.quit()),
  }
}

function sendOne(connection: SMTPConnection, { from, to }: Envelope, mime: Uint8Array): Promise<Sent> {
  return new Promise((resolve) => {
    let isGivenOver = false
    // `pipe` asks for it once the server is ready for the letter: from here on the server may have it.
    const letter = {
      pipe(stream: { end(bytes: Uint8Array): void }) {
        isGivenOver = true
        stream.end(mime)
      },
    }
    connection.send({ from, to: [to], size: mime.length }, letter as unknown as string, (error: unknown, info?: { serverMessageId?: string | undefined }) => {
      if (error) return resolve({ ok: false, failure: failureFrom(error, isGivenOver ? 'letter' : stageOf(error)) })
      const providerId = info?.serverMessageId
      resolve({ ok: true, ...(providerId && { providerId }) })
    })
  })
}

const reset = (connection: SMTPConnection) => new Promise<boolean>((resolve) => connection.reset((error?: unknown) => resolve(!error)))

type Told = { command?: unknown; responseCode?: unknown; response?: unknown; message?: unknown }

function stageOf(error: unknown): SmtpFailure['stage'] {
  const { command } = error as Told
  return command === 'RCPT TO' ? 'reader' : command === 'MAIL FROM' ? 'sender' : command === 'DATA' ? 'reader' : 'opening'
}

function failureFrom(error: unknown, stage: SmtpFailure['stage']): SmtpFailure {
  const { responseCode, response, message } = error as Told
  const said = typeof response === 'string' ? response : typeof message === 'string' ? message : 'the connection broke'
  if (typeof responseCode !== 'number' || responseCode < 400) return { stage, said }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1]
  return { stage, code: responseCode, said, ...(enhanced && { enhanced }) }
}
