/** What the command touches outside itself. The entry hands in the real one, a test its own. */
/** `errored` says that nothing written is read any more, as where `| head` has ended. */
export type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number; errored?: Error | null }

/** Questions to whoever sits at the terminal. */
export type Prompt = {
  /** The answer, without spaces around it. */
  ask(question: string): Promise<string>
  /** The same, with nothing shown of what is typed. */
  askHidden(question: string): Promise<string>
}

export type Environment = {
  fetch: typeof fetch
  stdout: Output
  stderr: Output
  stdin: AsyncIterable<Uint8Array | string>
  /** Absent where nobody sits at a terminal. */
  prompt?: Prompt
  env: Record<string, string | undefined>
  cwd: string
  /** Aborted when the editor presses Ctrl-C. */
  signal?: AbortSignal
  wait(ms: number): Promise<void>
  now(): number
  /** Runs an editor's program, such as `vi` or `code --wait`, on a file; answers its exit code. */
  openEditor(program: string, path: string): Promise<number>
  /** Whether a browser was started. */
  openBrowser(url: string): Promise<boolean>
}
