/** One HTTP/1.1 connection that asks one request after another, and reads no more of an answer than it must to know where it ends. */
import { connect, type Socket } from 'node:net'

export type Answer = { status: number; bytes: number }

/** More than any response's headers, and as much of a body as the kernel has at once. */
const BUFFER_BYTES = 262_144
const LAST_CHUNK = '0\r\n\r\n'

export class Connection {
  #socket: Socket
  #answered: ((answer: Answer) => void) | undefined
  #failed: (error: Error) => void = () => {}
  /** The answer that is coming. `left`: how much of its body is to come. */
  #coming: (Answer & { left: number; isChunked: boolean; tail: string }) | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      let connection: Connection | undefined
      const onread = {
        buffer: Buffer.alloc(BUFFER_BYTES),
        callback: (length: number, buffer: Uint8Array) => connection?.read((buffer as Buffer).subarray(0, length)) ?? true,
      }
      const socket = connect({ host: '127.0.0.1', port, noDelay: true, onread }, () => {
        connection = new Connection(socket)
        resolve(connection)
      })
      const fail = (error: Error) => (connection ? connection.#failed(error) : reject(error))
      socket.on('error', fail)
      socket.on('close', () => fail(new Error('The connection was closed before the answer.')))
    })
  }

  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      // Who closed it while nothing was asked told nobody.
      if (this.#socket.destroyed) reject(new Error('The connection was closed.'))
      else this.#socket.write(request)
    })
  }

  close() {
    this.#failed = () => {}
    this.#socket.destroy()
  }

  private read(chunk: Buffer) {
    const body = this.#coming ? chunk : this.#readHead(chunk)
    if (!this.#coming || !body || !isWhole(this.#coming, body)) return true
    const { status, bytes } = this.#coming
    this.#coming = undefined
    this.#answered?.({ status, bytes })
    return true
  }

  #readHead(chunk: Buffer) {
    const end = chunk.indexOf('\r\n\r\n')
    if (end < 0) {
      this.#failed(new Error('The headers came in pieces.'))
      return undefined
    }
    const head = chunk.toString('latin1', 0, end)
    const status = Number(head.slice(9, 12))
    const isChunked = /\r\ntransfer-encoding: chunked/i.test(head)
    const bytes = status === 304 || status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    this.#coming = { status, bytes, left: bytes, isChunked, tail: '' }
    return chunk.subarray(end + 4)
  }
}

function isWhole(coming: { bytes: number; left: number; isChunked: boolean; tail: string }, body: Buffer) {
  if (!coming.isChunked) {
    coming.left -= body.length
    return coming.left <= 0
  }
  coming.bytes += body.length
  coming.tail = (coming.tail + body.toString('latin1', Math.max(0, body.length - LAST_CHUNK.length))).slice(-LAST_CHUNK.length)
  return coming.tail === LAST_CHUNK
}
