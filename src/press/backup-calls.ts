/** What an operator can ask of the press: whether it is well, for a backup, and for its restoring. */
import type { BackupCalls } from '../backup/calls.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { HealthCalls } from '../health/check.ts'
import type { Actor } from './roles.ts'

export interface PressBackupCalls extends BackupCalls, HealthCalls {
  /** Answers where it begins: the mark that every page of this backup is asked with. */
  beginBackup(actor: Actor): Promise<string>
  /** Whether a backup began there: nobody takes a page of one without a trace. */
  isBackupMark(mark: string): Promise<boolean>
}

export const backupPressOf = (env: Env) => pressStub(env) as PressBackupCalls
