/** People, links and sessions in memory: what the press keeps of them, without its clock and its rules about time. */
import type { LinkRefusal, NewSession, Person, SessionHolder, SignInLink } from '../../src/press/access-calls.ts'
import type { Actor, Role } from '../../src/press/calls.ts'
import { AT, FakePublication } from './fake-publication.ts'

const LATER = '2099-01-01T00:00:00Z'

export class FakePeople extends FakePublication {
  peopleById = new Map<string, Person>()
  links = new Map<string, SignInLink & { used?: true }>()
  sessionsByHash = new Map<string, SessionHolder & { agent: string }>()

  async people() {
    return [...this.peopleById.values()]
  }

  async invite({ name, role, hash }: { name: string; role?: Role; hash: string }) {
    const known = [...this.peopleById.values()].find((person) => person.name === name)
    if (!known && !role) return { ok: false as const, reason: 'no-role' as const, name }
    if (known && role && role !== known.role) return { ok: false as const, reason: 'name-taken' as const, name, role: known.role }
    return this.#link(hash, known ? 'sign-in' : 'invite', known ?? this.addPerson(name, role ?? 'reporter'))
  }

  async linkForSelf(hash: string, { name, role }: Actor) {
    return this.#link(hash, 'own', [...this.peopleById.values()].find((person) => person.name === name) ?? this.addPerson(name, role))
  }

  async changeRole(id: string, role: Role) {
    return this.#change(id, (person) => Object.assign(person, { role }))
  }

  async disablePerson(id: string) {
    return this.#change(id, (person) => Object.assign(person, { disabledAt: AT }))
  }

  async enablePerson(id: string) {
    return this.#change(id, (person) => delete person.disabledAt)
  }

  async readLink(hash: string): Promise<({ ok: true } & SignInLink) | LinkRefusal> {
    const link = this.links.get(hash)
    if (!link) return { ok: false, reason: 'unknown-link' }
    return link.used ? { ok: false, reason: 'used-link' } : { ok: true, ...link }
  }

  async signInByLink(hash: string, { hash: session, agent }: NewSession) {
    const link = await this.readLink(hash)
    if (!link.ok) return link
    Object.assign(this.links.get(hash) ?? {}, { used: true })
    const { id, name, role, passkeys } = link.person
    this.sessionsByHash.set(session, { name, role, person: id, session: `s-${this.sessionsByHash.size}`, signedInAt: AT, expiresAt: LATER, agent })
    return { ok: true as const, actor: { name, role }, person: id, kind: link.kind, passkeys, expiresAt: LATER }
  }

  async challengeKey() {
    return 'a key'
  }

  async passkeyKey() {
    return null
  }

  async sessionHolder(hash: string) {
    const session = this.sessionsByHash.get(hash)
    const person = session && this.peopleById.get(session.person)
    return session && person && !person.disabledAt ? { ...session, role: person.role } : null
  }

  async sessions(person: string) {
    return [...this.sessionsByHash.values()]
      .filter((session) => session.person === person)
      .map(({ session, agent }) => ({ id: session, agent, createdAt: AT, lastSeenAt: AT, expiresAt: LATER, via: 'link' as const }))
  }

  async endSession(person: string, id: string) {
    const [hash] = [...this.sessionsByHash].find(([, session]) => session.person === person && session.session === id) ?? []
    return hash !== undefined && this.sessionsByHash.delete(hash)
  }

  async endSessions(person: string, _: Actor, except?: string) {
    if (!this.peopleById.has(person)) return { ok: false as const, reason: 'unknown-person' as const }
    const ended = [...this.sessionsByHash].filter(([, session]) => session.person === person && session.session !== except)
    for (const [hash] of ended) this.sessionsByHash.delete(hash)
    return { ok: true as const, ended: ended.length }
  }

  async passkeys() {
    return []
  }

  addPerson(name: string, role: Role): Person {
    const person = { id: `p-${this.peopleById.size + 1}`, name, role, createdAt: AT, passkeys: 0, sessions: 0 }
    this.peopleById.set(person.id, person)
    return person
  }

  #link(hash: string, kind: SignInLink['kind'], person: Person) {
    const link = { kind, person, expiresAt: LATER }
    this.links.set(hash, link)
    return { ok: true as const, ...link }
  }

  #change(id: string, change: (person: Person) => unknown) {
    const person = this.peopleById.get(id)
    if (!person) return { ok: false as const, reason: 'unknown-person' as const }
    change(person)
    return { ok: true as const }
  }
}
