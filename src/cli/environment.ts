/** What the command touches outside itself. The entry hands in the real one, a test its own. */
export type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number }

export type Environment = {
  fetch: typeof fetch
  stdout: Output
  stderr: Output
  stdin: AsyncIterable<Uint8Array | string>
  env: Record<string, string | undefined>
  cwd: string
  /** Aborted when the editor presses Ctrl-C. */
  signal?: AbortSignal
  wait(ms: number): Promise<void>
  now(): number
}
