/** A server in a process of its own that has nothing to do with the site: how long it takes to answer is the machine's doing. */
import { createServer } from 'node:http'

const BODY = Buffer.alloc(44_000, 'a')

const server = createServer((_, response) => response.writeHead(200, { 'Content-Length': BODY.length }).end(BODY))
// A connection may be idle as long as it likes.
server.keepAliveTimeout = server.headersTimeout = server.requestTimeout = 0
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit())
