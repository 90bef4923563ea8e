/** Readers' mail on this machine: takes what the site sends, and hands on the token in each letter. */
import { createServer } from 'node:http'
import { simpleParser } from 'mailparser'

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

export async function openMailbox() {
  let taken: (letter: { to: string; token: string }) => void = () => {}
  const server = createServer(async (request, response) => {
    const { text = '' } = await simpleParser(request)
    response.writeHead(204).end()
    taken({ to: String(request.headers['mail-to']), token: /\?t=([\w-]+)/.exec(text)?.[1] ?? '' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    onLetter(listener: typeof taken) {
      taken = listener
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
