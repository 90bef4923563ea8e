/** What the editor's own machine refused, in words: a full disk, a folder that mustn't be written. */
import { EXIT, ExitError } from './exit-error.ts'

/** Undefined for everything else, which is a bug. */
export function machineRefusal(error: unknown): ExitError | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  const { path } = error as NodeJS.ErrnoException
  return new ExitError(EXIT.refused, sentence(String(error.code), path === undefined ? 'A file' : `"${path}"`, error.message))
}

function sentence(code: string, file: string, said: string) {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'There is no room left on this disk. Make room, or name a folder elsewhere, and run it again.'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${file} can’t be read or written by you. Change who may, or name another, and run it again.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `${file} is a file, or lies below one. Name a folder.`
    case 'EISDIR':
      return `${file} is a folder. Name a file.`
    case 'ENOENT':
      return `${file} isn’t there.`
    default:
      return `${file} can’t be read or written (${said}).`
  }
}
