/** What the count of readers' visits is told. */
import type { BackupCalls } from '../backup/calls.ts'
import type { HealthCalls } from '../health/check.ts'

/** `count` reads of one article, in one isolate, within half a minute. */
export type Reads = { slug: string; count: number }

export type ReadershipCalls = { record(reads: readonly Reads[]): Promise<void> } & BackupCalls & HealthCalls

export const readershipOf = (env: Env) => env.READERSHIP.get(env.READERSHIP.idFromName('readership')) as unknown as ReadershipCalls
