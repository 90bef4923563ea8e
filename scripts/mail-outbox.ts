/** Letters in development: a listener on this machine that writes what the Worker posts (src/newsletter/delivery/outbox.ts) as `.eml` files. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'

export type MailOutbox = { url: string; close: () => Promise<void> }

/** As the message check lets through, with room for its encoding. */
const MAX_LETTER_BYTES = 6_000_000
/** Of a send of a whole list nobody reads more; the disk is somebody's. */
const MAX_LETTERS = 20_000
const MAX_NAME = 80

/** Says a line for each letter. The same `Idempotency-Key` is written once, as long as this listener lives. */
export async function openMailOutbox(folder: string, say: (line: string) => void): Promise<MailOutbox> {
  const written = new Set<string>()
  const server = createServer((request, response) => {
    void receive(request, response, (letter, to, key) => {
      if (written.has(key)) return
      if (written.size >= MAX_LETTERS) return
      written.add(key)
      mkdirSync(folder, { recursive: true })
      const name = `${fileNameOf(new Date(), to, written.size)}.eml`
      // `wx`: never over a file, and through no link, that is there already.
      writeFileSync(join(folder, name), letter, { flag: 'wx', mode: 0o600 })
      say(`Mail to ${printable(to)}: ${join(folder, name)}${written.size === MAX_LETTERS ? ' (the last one that is kept)' : ''}`)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/`, close }
}

async function receive(request: IncomingMessage, response: ServerResponse, keep: (letter: Buffer, to: string, key: string) => void) {
  const answer = (status: number) => response.writeHead(status).end()
  // A page in a browser on this machine cannot send this type without asking first, and is not answered when it asks.
  if (request.method !== 'POST' || request.headers['content-type'] !== 'message/rfc822') return answer(415)
  const to = String(request.headers['mail-to'] ?? '')
  const key = String(request.headers['idempotency-key'] ?? '')
  if (!to || !key) return answer(400)
  try {
    const letter = await bodyOf(request)
    if (!letter) return answer(413)
    keep(letter, to, key)
    return answer(204)
  } catch (error) {
    console.error(`A letter was not written: ${String(error)}`)
    return answer(500)
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_LETTER_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** `2026-11-26T07-00-00.000Z-reader-at-example.org-1`: names of no other folder, device or hidden file, on any system. */
export function fileNameOf(at: Date, to: string, number: number): string {
  const reader = to
    .toLowerCase()
    .replace('@', '-at-')
    .replace(/[^a-z\d.-]+/g, '_')
    .replace(/\.{2,}/g, '.')
    .slice(0, MAX_NAME)
  return `${at.toISOString().replaceAll(':', '-')}-${reader}-${number}`
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_NAME)
