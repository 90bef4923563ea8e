/** What a fake deployment answers to whoever operates it. */
const well = (name: string) => async () => [{ name, ok: true, words: 'Well.' }]

const restoring = {
  backupPage: async () => ({ ok: true, lines: [] }),
  beginRestore: async () => ({ ok: false, reason: 'not-empty', what: ['articles'] }),
  restoreRows: async () => ({ ok: false, reason: 'not-begun' }),
  endRestore: async () => ({ ok: false, reason: 'not-begun' }),
}

export const fakePressUpkeep = { ...restoring, health: well('ledger'), beginBackup: async () => '1.1', isBackupMark: async (mark: string) => mark === '1.1' }
export const fakeListUpkeep = { ...restoring, health: well('mailing-list') }
export const fakeReadership = {
  ...restoring,
  health: well('readership'),
  addressReport: async () => ({ days: 30, used: [], missing: [{ address: '/old', count: 7, last: '2026-11-26' }] }),
}
