/** The editor's own terminal, editor and browser. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Prompt } from './environment.ts'
import { EXIT, ExitError } from './exit-error.ts'

/** Questions go to stderr: stdout is for results. */
export function promptOn({ stdin, stderr }: Pick<NodeJS.Process, 'stdin' | 'stderr'>): Prompt | undefined {
  if (!stdin.isTTY || !stderr.isTTY) return undefined
  return { ask: (question) => ask(question, stderr), askHidden: (question) => askHidden(question) }

  async function ask(question: string, output: NodeJS.WritableStream) {
    const lines = createInterface({ input: stdin, output, terminal: true })
    const closed = once(lines, 'close').then(() => undefined)
    try {
      const answer = await Promise.race([lines.question(question), closed])
      if (answer === undefined) throw new ExitError(EXIT.refused, 'Stopped.')
      return answer.trim()
    } catch (error) {
      // Ctrl-C and Ctrl-D are an answer too.
      if (error instanceof Error && error.name === 'AbortError') throw new ExitError(EXIT.refused, 'Stopped.')
      throw error
    } finally {
      lines.close()
    }
  }

  async function askHidden(question: string) {
    stderr.write(question)
    const answer = await ask('', new Writable({ write: (_piece, _encoding, done) => done() }))
    stderr.write('\n')
    return answer
  }
}

/** The program may have options of its own (`code --wait`): the shell takes it apart, as it does for git. */
export function openEditor(program: string, path: string): Promise<number> {
  return leavingInterrupts(
    () =>
      new Promise((ended, failed) => {
        const child =
          process.platform === 'win32'
            ? spawn(`${program} "${path}"`, { stdio: 'inherit', shell: true })
            : // The shell waits on as well, and, unlike a signal it ignored, one that it traps still reaches the program.
              spawn('/bin/sh', ['-c', `trap : INT; ${program} "$1"`, 'newsdesk', path], { stdio: 'inherit' })
        child.on('error', failed)
        child.on('close', (code) => ended(code ?? 1))
      }),
  )
}

/** Ctrl-C goes to every process at the terminal. In many an editor it is a key like others, and nothing to stop a command for. */
async function leavingInterrupts<T>(act: () => Promise<T>): Promise<T> {
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[]
  const ignore = () => {}
  process.removeAllListeners('SIGINT').on('SIGINT', ignore)
  try {
    return await act()
  } finally {
    process.off('SIGINT', ignore)
    for (const listener of listeners) process.on('SIGINT', listener)
  }
}

/** Not over SSH, and not where Linux has no screen: the address is printed in any case. */
export async function openBrowser(url: string): Promise<boolean> {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME, SSH_CONNECTION, CI } = process.env
  const hasScreen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME)
  if (!process.stdout.isTTY || !hasScreen || SSH_CONNECTION || CI) return false
  const { default: open } = await import('open')
  const child = await open(url)
  child.on('error', () => {
    // The address was printed: the editor opens it by hand.
  })
  return true
}
