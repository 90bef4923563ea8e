/** What the count of readers' visits is told. */
import type { BackupCalls } from '../backup/calls.ts'
import type { HealthCalls } from '../health/check.ts'

/** `count` reads of one article, in one isolate, within half a minute. */
export type Reads = { slug: string; count: number }

/** `used`: an old address that leads on, or says that it is gone. `missing`: one that leads nowhere. */
export type AddressKind = 'used' | 'missing'
export type AddressCount = { kind: AddressKind; address: string; count: number }

export const REPORTED_DAYS = 30
/** Most first, of so many days with today. `last`: the last day on which it was asked for, in UTC. */
export type AddressReport = Record<AddressKind, { address: string; count: number; last: string }[]> & { days: number }

export type ReadershipCalls = {
  record(reads: readonly Reads[]): Promise<void>
  recordAddresses(counts: readonly AddressCount[]): Promise<void>
  addressReport(): Promise<AddressReport>
} & BackupCalls &
  HealthCalls

export const readershipOf = (env: Env) => env.READERSHIP.get(env.READERSHIP.idFromName('readership')) as unknown as ReadershipCalls
