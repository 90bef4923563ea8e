/** The crowd's own process, so that workerd isn't waited for by whoever publishes. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Asked, Found, Message } from './process.ts'

export async function openCrowd() {
  const child = fork(join(import.meta.dirname, 'process.ts'))
  const other = fork(join(import.meta.dirname, 'bystander.ts'))
  const bystander = await new Promise<number>((resolve) => other.once('message', (port) => resolve(Number(port))))
  const send = (message: Message) => child.send(message)
  return {
    ask: (asked: Omit<Asked, 'bystander'>) =>
      new Promise<Found>((resolve, reject) => {
        child.once('message', resolve)
        child.once('exit', (code) => reject(new Error(`The crowd ended with code ${code}.`)))
        send({ ask: { ...asked, bystander } })
      }),
    /** From now on, open pages of the live story ask so. */
    turnTo: (live: string) => send({ live }),
    close() {
      child.kill()
      other.kill()
    },
  }
}
