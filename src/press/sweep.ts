import type { SweepReport } from './calls.ts'
export const sweep = async (..._: unknown[]): Promise<SweepReport> => ({ seen: 0, adopted: [], malformed: [], done: true })
