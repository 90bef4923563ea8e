/** What the press keeps beside articles, in memory: the site, campaigns, tokens, the audit trail. */
import type { Campaign } from '../../src/copy/shapes/campaign.ts'
import type { Site } from '../../src/copy/shapes/site.ts'
import { tagOf } from '../../src/edition/fingerprint.ts'
import type { Actor, AuditLine, ExpectedTag, Role, TokenInfo } from '../../src/press/calls.ts'
import { tagPreconditionRefusal } from '../../src/press/ledger/preconditions.ts'
import { FakeReference } from './fake-reference.ts'

/** When everything happens here. */
export const AT = '2026-11-25T08:00:00Z'

export class FakePublication extends FakeReference {
  campaignsById = new Map<string, Campaign>()
  tokenHashes = new Map<string, TokenInfo>()
  site: Site | undefined
  trail: AuditLine[] = []

  async recordPictureWithdrawn(id: string, actor: Actor, reason?: string) {
    this.trail.push({ id: this.trail.length, at: AT, by: actor.name, what: 'withdraw-picture', detail: [id, reason].filter(Boolean).join(': ') })
    return { articles: [], campaigns: [], authors: [], drafts: [] }
  }

  async recordPictureAllowed(id: string, actor: Actor) {
    this.trail.push({ id: this.trail.length, at: AT, by: actor.name, what: 'allow-picture', detail: id })
  }

  async audit(_?: string, limit = 50) {
    return { items: this.trail.slice(0, limit) }
  }

  async recordAudit({ what, detail }: { what: string; detail?: string }, actor: Actor) {
    this.trail.push({ id: this.trail.length + 1, at: AT, by: actor.name, what, ...(detail && { detail }) })
  }

  async setSite(site: Site, _: Actor, expect?: ExpectedTag) {
    const refusal = tagPreconditionRefusal(expect, 'site', this.site && tagOf(this.site))
    if (refusal) return refusal
    this.site = site
    return { ok: true as const, site, stale: ['/'], sections: [] }
  }

  async readSite() {
    return this.site ?? null
  }

  async setCampaign(campaign: Campaign, _: Actor, expect?: ExpectedTag) {
    const before = this.campaignsById.get(campaign.id)
    const refusal = tagPreconditionRefusal(expect, `campaign "${campaign.id}"`, before && tagOf(before))
    if (refusal) return refusal
    this.campaignsById.set(campaign.id, campaign)
    return { ok: true as const, created: !before }
  }

  async campaigns() {
    return [...this.campaignsById.values()]
  }

  async campaign(id: string) {
    return this.campaignsById.get(id) ?? null
  }

  async removeCampaign(id: string, _: Actor, expect?: ExpectedTag) {
    const before = this.campaignsById.get(id)
    const refusal = before && tagPreconditionRefusal(expect, `campaign "${id}"`, tagOf(before))
    return refusal ?? this.campaignsById.delete(id)
  }

  async addToken({ name, role, hash, expiresAt, unattended }: { name: string; role: Role; hash: string; expiresAt?: string; unattended?: true }) {
    const info = { id: String(this.tokenHashes.size + 1), name, role, createdAt: AT, ...(expiresAt && { expiresAt }), ...(unattended && { unattended }) }
    this.tokenHashes.set(hash, info)
    return info
  }

  async tokens() {
    return [...this.tokenHashes.values()]
  }

  async revokeToken(id: string) {
    const info = [...this.tokenHashes.values()].find((token) => token.id === id)
    if (info) info.revokedAt = AT
    return info !== undefined
  }

  async tokenHolder(hash: string) {
    const info = this.tokenHashes.get(hash)
    if (!info || info.revokedAt) return null
    const { name, role, expiresAt, unattended } = info
    return { name, role, ...(expiresAt && { expiresAt }), ...(unattended && { unattended }) }
  }
}
