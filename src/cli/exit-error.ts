/** How the command ends. The numbers are part of the manual (docs/newsdesk.md). */
export const EXIT = { ok: 0, refused: 1, usage: 2, noAccess: 3, unreachable: 4 } as const

/** Ends the command from any depth: `code` for the shell, the message for the editor. */
export class ExitError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

export const usageError = (message: string) => new ExitError(EXIT.usage, message)
