/** The Durable Object that counts reads, apart from the press: no editor waits for readers. Its code is loaded when it wakes. */
import { DurableObject } from 'cloudflare:workers'
import type { BackupPart, PageAsked, RowCounts } from '../backup/calls.ts'
import type { AddressCount, ReadershipCalls, Reads } from './calls.ts'
import type { ReadCounts } from './read-counts.ts'

export class Readership extends DurableObject<Env> implements ReadershipCalls {
  core: Promise<ReadCounts>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { ReadCounts } = await import('./read-counts.ts')
      return new ReadCounts(ctx, env)
    })
  }

  async record(reads: readonly Reads[]) {
    ;(await this.core).record(reads)
  }

  async recordAddresses(counts: readonly AddressCount[]) {
    ;(await this.core).recordAddresses(counts)
  }

  async addressReport() {
    return (await this.core).addressReport()
  }

  async health() {
    return [(await this.core).health()]
  }

  async backupPage(asked: PageAsked) {
    return (await this.core).backup.page(asked)
  }

  async beginRestore(backup: string, asks?: boolean) {
    return (await this.core).backup.begin(backup, asks)
  }

  async restoreRows(_part: BackupPart, lines: string[]) {
    return (await this.core).backup.take(lines)
  }

  async endRestore(counts: RowCounts) {
    return (await this.core).backup.end(counts)
  }

  override async alarm() {
    await (await this.core).alarm()
  }
}
