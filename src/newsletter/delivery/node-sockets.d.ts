/** The parts of Node's net and tls that are used here. Node's own types would redefine `fetch` and `setTimeout` for the Worker. */
declare module 'node:net' {
  export interface Socket {
    once(event: 'connect' | 'secureConnect' | 'error', heard: (error?: unknown) => void): this
    destroy(): void
  }
  const net: { connect(options: { host: string; port: number }): Socket }
  export default net
}

declare module 'node:tls' {
  import type { Socket } from 'node:net'

  const tls: { connect(options: { host: string; port: number; servername?: string }): Socket }
  export default tls
}
