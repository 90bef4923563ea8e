/** Somebody's own account: how they sign in, and where they are signed in. */
import { Hono } from 'hono'
import { endedCookie } from '../../session-cookie.ts'
import { passkeyName } from '../../webauthn/passkey-name.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { AccountPage } from './account-page.tsx'
import { addPasskey, passkeyOptions } from './passkey-registration.ts'

export const account = new Hono<DeskEnv>()
  .get('/desk/account', showAccount)
  .post('/desk/account/sessions', endSessions)
  .post('/desk/account/passkeys', changePasskey)
  .post('/desk/account/passkeys/options', passkeyOptions)
  .post('/desk/account/passkeys/new', addPasskey)

const DONE = {
  passkey: 'The passkey is added. From now on you can sign in with it.',
  renamed: 'The passkey is renamed.',
  removed: 'The passkey is removed. It can’t sign anybody in any more.',
  ended: 'That session has ended.',
  others: 'You’re signed out everywhere else.',
}

async function showAccount(c: DeskContext) {
  const isNew = c.req.query('welcome') !== undefined
  return accountResponse(c, isNew ? WELCOME : doneMessage(c.req.url, DONE))
}

const WELCOME: MessageText = {
  kind: 'done',
  text: 'You’re signed in. Add a passkey now: next time you sign in with your fingerprint, face or PIN, and need no link.',
}

async function accountResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 422 = 200) {
  const session = c.get('session')
  const [passkeys, sessions] = session ? await Promise.all([press(c).passkeys(session.person), press(c).sessions(session.person)]) : [[], []]
  const children = <AccountPage actor={c.get('actor')} current={session?.id} passkeys={passkeys} sessions={sessions} site={c.get('site')} />
  return deskResponse(c, { title: 'Your account', message, scripts: ['desk-passkeys.js'], children }, status)
}

/** `scope`: this one session, all but the one that asks, or all. */
async function endSessions(c: DeskContext) {
  const form = await readForm(c)
  const session = c.get('session')
  if (!form.ok || !session) return accountResponse(c, { kind: 'refused', text: 'Nothing was changed. Choose a session and try again.' }, 422)
  const { person, id: current } = session
  const scope = form.value.text('scope')
  const id = form.value.text('session')
  if (scope === 'others') await press(c).endSessions(person, c.get('actor'), current)
  else if (scope === 'all') await press(c).endSessions(person, c.get('actor'))
  else if (!(await press(c).endSession(person, id, c.get('actor'))))
    return accountResponse(c, { kind: 'refused', text: 'That session has already ended.' }, 422)
  if (scope !== 'all' && id !== current) return c.redirect(`/desk/account?done=${scope === 'others' ? 'others' : 'ended'}`, 303)
  c.header('Set-Cookie', endedCookie())
  return c.redirect('/desk/sign-in', 303)
}

async function changePasskey(c: DeskContext) {
  const form = await readForm(c)
  const session = c.get('session')
  if (!form.ok || !session) return accountResponse(c, { kind: 'refused', text: 'Nothing was changed. Choose a passkey and try again.' }, 422)
  const id = form.value.text('passkey')
  const gone: MessageText = { kind: 'refused', text: 'That passkey is no longer here.' }
  if (form.value.text('order') === 'remove')
    return (await press(c).removePasskey(session.person, id, c.get('actor'))) ? c.redirect('/desk/account?done=removed', 303) : accountResponse(c, gone, 422)
  const name = passkeyName(form.value.text('name'))
  if (name === undefined) return accountResponse(c, { kind: 'refused', text: 'A passkey’s name must have 1 to 60 characters.' }, 422)
  return (await press(c).renamePasskey(session.person, id, name, c.get('actor')))
    ? c.redirect('/desk/account?done=renamed', 303)
    : accountResponse(c, gone, 422)
}
