/** The calls of whoever operates the site. */
import { backupPage, beginBackup, beginRestore, endRestore, isBackupMark, restoreRows } from './backup/table-backup.ts'
import type { PressBackupCalls } from './backup-calls.ts'
import { healthOf } from './overview/health.ts'
import { change, read, type Task } from './task.ts'

type BackupTable = { [Name in keyof PressBackupCalls]: (...asked: Parameters<PressBackupCalls[Name]>) => Task<Awaited<ReturnType<PressBackupCalls[Name]>>> }

export const BACKUP_CALLS: BackupTable = {
  beginBackup: (actor) => change({ actor, needs: 'admin' }, (ledger, now) => beginBackup(ledger, actor, now)),
  health: () => read((ledger, now) => healthOf(ledger, now)),
  isBackupMark: (mark) => read((ledger) => isBackupMark(ledger, mark)),
  backupPage: (asked) => read((ledger) => backupPage(ledger, asked)),
  beginRestore: (backup, asks) => ({ kind: 'restore', run: (ledger) => beginRestore(ledger, backup, asks) }),
  restoreRows: (_part, lines) => ({ kind: 'restore', run: (ledger) => restoreRows(ledger, lines) }),
  endRestore: (counts, by) => ({ kind: 'restore', run: (ledger, now) => endRestore(ledger, counts, by, now) }),
}
