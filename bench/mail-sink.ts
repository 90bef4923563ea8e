/** A provider on this machine that takes every letter: Resend's batches, which send nothing twice, and SES's single letters, which might. */
import { createServer, type IncomingMessage } from 'node:http'

export type MailSink = { origin: string /** Letters taken, by address. */; taken: Map<string, number>; close: () => Promise<void> }

export async function openMailSink(): Promise<MailSink> {
  const taken = new Map<string, number>()
  const keys = new Set<string>()
  const take = (address: string) => taken.set(address, (taken.get(address) ?? 0) + 1)
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    if (body === undefined) return
    response.writeHead(200, { 'Content-Type': 'application/json' })
    if (request.url !== '/emails/batch') {
      const { Destination } = JSON.parse(body) as { Destination: { ToAddresses: string[] } }
      for (const address of Destination.ToAddresses) take(address)
      response.end('{"MessageId":"taken"}')
      return
    }
    const letters = [...body.matchAll(/"to":\["([^"]+)"\]/g)].map(([, address = '']) => address)
    const key = String(request.headers['idempotency-key'])
    if (!keys.has(key)) for (const address of letters) take(address)
    keys.add(key)
    response.end(JSON.stringify({ data: letters.map(() => ({ id: 'taken' })) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    taken,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Undefined where the sender died within it. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString()
}
