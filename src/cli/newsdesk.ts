#!/usr/bin/env node
/** The editors' command. Speaks only HTTP to the editors' API. Manual: docs/newsdesk.md */
import { setTimeout as wait } from 'node:timers/promises'
import { EXIT } from './exit-error.ts'
import { main } from './main.ts'
import { printError } from './print.ts'
import { openBrowser, openEditor, promptOn } from './terminal.ts'

const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort())

// `newsdesk put articles/ | head` closes the pipe early. That is no failure, and no reason to leave articles unfiled: the work goes on unread.
let brokenOutput: NodeJS.ErrnoException | undefined
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && !brokenOutput) printError(process, `newsdesk: the results cannot be written (${error.message}).`)
  brokenOutput ??= error
})
process.on('exit', (code) => {
  if (code === EXIT.ok && brokenOutput && brokenOutput.code !== 'EPIPE') process.exitCode = EXIT.refused
})
// Whoever does not read the remarks may still read the results.
process.stderr.on('error', () => {})

const prompt = promptOn(process)

try {
  process.exitCode = await main(process.argv.slice(2), {
    fetch,
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    ...(prompt && { prompt }),
    env: process.env,
    cwd: process.cwd(),
    signal: interrupted.signal,
    wait: (ms) => wait(ms),
    now: () => Date.now(),
    openEditor,
    openBrowser,
  })
} catch (bug) {
  // Node would print the stack as it is, and with it whatever the site said that was not foreseen.
  for (const line of (bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)).split('\n')) printError(process, line)
  process.exitCode = EXIT.refused
}
