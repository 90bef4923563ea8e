import type { Actor } from './calls.ts'
import type { Ledger } from './rows.ts'
export const exportLines = (_: Ledger, _cursor?: string): { lines: string[]; nextCursor?: string } => ({ lines: [] })
export const importLines = (_: Ledger, _lines: string[], _actor: Actor, _now: number): { line: number; ok: boolean; slug?: string; message?: string }[] => []
