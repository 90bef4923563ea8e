/** Who works at the desk, and which tokens there are: for admins. Links and tokens are shown once, in the answer that makes them. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { isDay } from '../../../copy/calendar.ts'
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { sha256 } from '../../../edge/sha256.ts'
import type { AccessRefusal } from '../../../press/access-calls.ts'
import { accessRefusalProblem } from '../../access-refusal.ts'
import { InvitationBody, RoleBody, TokenBody, tokenFlaws } from '../../api/request-schemas.ts'
import { newToken } from '../../random-secret.ts'
import { freshLink } from '../../sign-in-link.ts'
import { type DeskContext, type DeskEnv, originOf, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { ForOnce } from '../layout/for-once.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { shownOnce, showOnce } from '../layout/shown-once.ts'
import { DAY_NEEDED } from '../layout/zoned-time.ts'
import { PeoplePage } from './people-page.tsx'
import { endOfDay } from './token-expiry.ts'
import type { Typed } from './typed.ts'

export const people = new Hono<DeskEnv>()
  .get(
    '/desk/people',
    needing('admin', (c) => peopleResponse(c, { message: secretMade(c) ?? doneMessage(c.req.url, DONE) })),
  )
  .post('/desk/people/invitations', withForm(invite))
  .post('/desk/people/roles', withForm(changeRole))
  .post('/desk/people/access', withForm(changeAccess))
  .post('/desk/people/sessions', withForm(endSessions))
  .post('/desk/people/tokens', withForm(addToken))
  .post('/desk/people/revocations', withForm(revokeToken))

const DONE = {
  role: 'The role is changed. It applies from their next request.',
  disabled: 'Access is disabled. Their sessions and links have ended.',
  enabled: 'Access is enabled. They can sign in with their passkey, or with a new link.',
  ended: 'They’re signed out everywhere.',
  revoked: 'The token is revoked. It no longer works.',
}

type View = { message?: MessageText | undefined; typed?: Typed; flaws?: readonly Flaw[] }

async function peopleResponse(c: DeskContext, view: View, status: 200 | 404 | 409 | 413 | 422 = 200) {
  const [people, tokens] = await Promise.all([press(c).people(), press(c).tokens()])
  const children = <PeoplePage {...{ people, tokens }} actor={c.get('actor')} site={c.get('site')} typed={view.typed ?? {}} flaws={view.flaws ?? []} />
  return deskResponse(c, { title: 'People', area: '/desk/people', message: view.message, children }, status)
}

function withForm(work: (c: DeskContext, form: Form) => Promise<Response>) {
  return needing('admin', async (c) => {
    const form = await readForm(c)
    return form.ok ? work(c, form.value) : peopleResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  })
}

async function invite(c: DeskContext, form: Form) {
  const typed = { name: form.text('name'), role: form.text('role') }
  // A known person's row has no role to choose.
  const body = parseWith(InvitationBody, { name: typed.name, ...(typed.role && { role: typed.role }) })
  if (!body.ok) return peopleResponse(c, { typed, flaws: body.flaws.map(({ pointer, message }) => ({ pointer: `/person${pointer}`, message })) }, 422)
  const { hash, url } = await freshLink(originOf(c))
  const { name, role } = body.value
  const made = await press(c).invite({ name, hash, ...(role && { role }) }, c.get('actor'))
  if (!made.ok) return refused(c, made, typed)
  return showOnce(c, '/desk/people', { made: made.kind, name: made.person.name, secret: url })
}

const SecretMade = v.object({ made: v.string(), name: v.string(), secret: v.string() })

/** A link or a token that was made just now. */
function secretMade(c: DeskContext): MessageText | undefined {
  const shown = shownOnce(c, SecretMade)
  if (!shown) return undefined
  const { made, name, secret } = shown
  if (made === 'token') {
    const children = <ForOnce label="Token" value={secret} hint="Copy it now: it isn’t shown again. Keep it as safe as a password." />
    return { kind: 'done', text: `Here’s the token for ${name}:`, children }
  }
  const text = made === 'invite' ? `${name} is invited. Send them this link:` : `Send ${name} this link to sign in:`
  const children = <ForOnce label="Sign-in link" value={secret} hint="It works once, within 72 hours. Copy it now: it isn’t shown again." />
  return { kind: 'done', text, children }
}

async function changeRole(c: DeskContext, form: Form) {
  const body = parseWith(RoleBody, { role: form.text('role') })
  if (!body.ok) return peopleResponse(c, { message: { kind: 'refused', text: 'Choose a role.' } }, 422)
  return after(c, await press(c).changeRole(form.text('person'), body.value.role, c.get('actor')), 'role')
}

async function changeAccess(c: DeskContext, form: Form) {
  const [id, actor] = [form.text('person'), c.get('actor')]
  switch (form.text('order')) {
    case 'enable':
      return after(c, await press(c).enablePerson(id, actor), 'enabled')
    case 'disable':
      return after(c, await press(c).disablePerson(id, actor), 'disabled')
    default:
      return peopleResponse(c, { message: { kind: 'refused', text: 'This order is unknown. Reload the page and try again.' } }, 422)
  }
}

async function endSessions(c: DeskContext, form: Form) {
  return after(c, await press(c).endSessions(form.text('person'), c.get('actor')), 'ended')
}

async function addToken(c: DeskContext, form: Form) {
  const typed = {
    tokenName: form.text('token-name'),
    tokenRole: form.text('token-role'),
    tokenUntil: form.text('token-until'),
    tokenUnattended: form.text('token-unattended') === 'on',
  }
  const expiresAt = endOfDay(typed.tokenUntil, c.get('site').timeZone)
  const right = { ...(typed.tokenUntil && { expiresAt }), ...(typed.tokenUnattended && { unattended: true }) }
  const body = parseWith(TokenBody, { name: typed.tokenName, role: typed.tokenRole, ...right })
  const flaws = body.ok ? tokenFlaws(body.value) : body.flaws
  if (!body.ok || flaws.length > 0) {
    const isNoDay = typed.tokenUntil !== '' && !isDay(typed.tokenUntil)
    const wordsFor = ({ pointer, message }: Flaw) => (pointer === '/expiresAt' && isNoDay ? DAY_NEEDED : message)
    return peopleResponse(c, { typed, flaws: flaws.map((flaw) => ({ pointer: `/token${flaw.pointer}`, message: wordsFor(flaw) })) }, 422)
  }
  const token = newToken()
  const { name, role, expiresAt: until, unattended } = body.value
  const granted = { ...(until && { expiresAt: until }), ...(unattended && { unattended }) }
  await press(c).addToken({ name, role, hash: await sha256(token), ...granted }, c.get('actor'))
  return showOnce(c, '/desk/people', { made: 'token', name, secret: token })
}

async function revokeToken(c: DeskContext, form: Form) {
  if (await press(c).revokeToken(form.text('token'), c.get('actor'))) return c.redirect('/desk/people?done=revoked', 303)
  return peopleResponse(c, { message: { kind: 'refused', text: 'That token has already been revoked.' } }, 404)
}

const after = (c: DeskContext, done: { ok: true } | AccessRefusal, code: keyof typeof DONE) =>
  done.ok ? c.redirect(`/desk/people?done=${code}`, 303) : refused(c, done)

function refused(c: DeskContext, refusal: AccessRefusal, typed: Typed = {}) {
  const { status, detail } = accessRefusalProblem(refusal)
  return peopleResponse(c, { typed, message: { kind: 'refused', text: detail } }, status === 404 || status === 422 ? status : 409)
}
