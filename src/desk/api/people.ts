/** People of the newsroom: invitations, roles, sessions. What a person does with their own session and passkeys is at `/desk/account`. */
import type { AccessRefusal, SignInLink } from '../../press/access-calls.ts'
import { accessRefusalProblem } from '../access-refusal.ts'
import { deskOrigin } from '../desk-origin.ts'
import { freshLink } from '../sign-in-link.ts'
import { type ApiContext, press } from './api-context.ts'
import { siteOf } from './newsletters.ts'
import { readJsonBody } from './request-inputs.ts'
import { InvitationBody, RoleBody } from './request-schemas.ts'
import { jsonResponse, problemResponse } from './responses.ts'

export const listPeople = async (c: ApiContext) => jsonResponse(c, { items: await press(c).people() })

export async function invitePerson(c: ApiContext) {
  const body = await readJsonBody(c, InvitationBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const { name, role } = body.value
  const { hash, url } = await freshLink(await originOf(c))
  return linkResponse(c, await press(c).invite({ name, hash, ...(role && { role }) }, c.get('actor')), url)
}

/** For an admin who has a token, or `npm start`: a link into the desk. */
export async function createOwnLink(c: ApiContext) {
  const { hash, url } = await freshLink(await originOf(c))
  return linkResponse(c, await press(c).linkForSelf(hash, c.get('actor')), url)
}

export async function changeRole(c: ApiContext) {
  const body = await readJsonBody(c, RoleBody)
  return body.ok ? answer(c, await press(c).changeRole(personOf(c), body.value.role, c.get('actor'))) : problemResponse(c, body.problem)
}

export const disablePerson = async (c: ApiContext) => answer(c, await press(c).disablePerson(personOf(c), c.get('actor')))
export const enablePerson = async (c: ApiContext) => answer(c, await press(c).enablePerson(personOf(c), c.get('actor')))

export async function endSessions(c: ApiContext) {
  const done = await press(c).endSessions(personOf(c), c.get('actor'))
  return done.ok ? jsonResponse(c, { ended: done.ended }) : problemResponse(c, accessRefusalProblem(done))
}

const originOf = async (c: ApiContext) => deskOrigin(c.req.url, c.env, (await siteOf(c)).url)
const personOf = (c: ApiContext) => c.req.param('id') ?? ''

function linkResponse(c: ApiContext, made: ({ ok: true } & SignInLink) | AccessRefusal, url: string) {
  if (!made.ok) return problemResponse(c, accessRefusalProblem(made))
  const { name, role, id } = made.person
  return jsonResponse(c, { id, name, role, kind: made.kind, url, expiresAt: made.expiresAt }, 201)
}

const answer = (c: ApiContext, done: { ok: true } | AccessRefusal) => (done.ok ? c.body(null, 204) : problemResponse(c, accessRefusalProblem(done)))
