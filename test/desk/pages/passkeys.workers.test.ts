/** Passkeys before the real Worker, with a device that does what it should, and what a thief's would. */
import { env, runInDurableObject, SELF } from 'cloudflare:test'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { Site } from '../../../src/copy/shapes/site.ts'
import { sha256 } from '../../../src/edge/sha256.ts'
import { pressOf } from '../../../src/press/calls.ts'
import { testSite } from '../../fakes.ts'
import { assertion, makePasskey, type Passkey, registration } from './passkey-device.ts'
import { ROOT } from './plain-browser.ts'

const ADMIN = { name: 'test', role: 'admin' as const }
const HERE = { origin: ROOT, rpId: 'news.example' }

beforeAll(async () => {
  await pressOf(env).setSite(v.parse(Site, testSite), ADMIN)
})

const post = (path: string, body: unknown, cookie = '') =>
  SELF.fetch(`${ROOT}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) },
    body: JSON.stringify(body),
    redirect: 'manual',
  })
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

/** By a link, as the newsroom's newcomers come. */
async function signedIn(name: string) {
  await pressOf(env).invite({ name, role: 'editor', hash: await sha256(`link-${name}`) }, ADMIN)
  return cookieOf(await post(`/desk/sign-in/link-${name}`, {}))
}

const challengeOf = async (path: string, cookie?: string) => (await (await post(path, {}, cookie)).json()) as { challenge: string }
const toSignIn = () => challengeOf('/desk/sign-in/passkey/options')
const toAdd = (cookie: string) => challengeOf('/desk/account/passkeys/options', cookie)

async function withPasskey(name: string): Promise<{ passkey: Passkey; cookie: string }> {
  const cookie = await signedIn(name)
  const passkey = await makePasskey()
  const added = await post('/desk/account/passkeys/new?name=Phone', await registration(passkey, await toAdd(cookie), HERE), cookie)
  expect(added.status, await added.clone().text()).toBe(201)
  return { passkey, cookie }
}

const signIn = async (answer: unknown) => {
  const response = await post('/desk/sign-in/passkey', answer)
  return { status: response.status, cookie: cookieOf(response), said: ((await response.json()) as { message?: string }).message ?? '' }
}

test('A passkey that was added signs its person in', async () => {
  const { passkey } = await withPasskey('Edith')
  const done = await signIn(await assertion(passkey, await toSignIn(), HERE, 1))
  expect(done).toMatchObject({ status: 200, cookie: expect.stringMatching(/^__Host-desk=[\w-]{43}$/) })
})

test('Signing in with a passkey ends the session that the browser had', async () => {
  const { passkey, cookie } = await withPasskey('Twice')
  const me = () => SELF.fetch(`${ROOT}/api/me`, { headers: { Cookie: cookie } })
  expect((await me()).status).toBe(200)
  expect((await post('/desk/sign-in/passkey', await assertion(passkey, await toSignIn(), HERE, 1), cookie)).status).toBe(200)
  expect((await me()).status).toBe(401)
})

test('The same answer sent twice signs in once', async () => {
  const { passkey } = await withPasskey('Replayed')
  const answer = await assertion(passkey, await toSignIn(), HERE, 1)
  expect((await signIn(answer)).status).toBe(200)
  expect(await signIn(answer)).toMatchObject({ status: 422, cookie: '', said: expect.stringContaining('isn’t valid') })
})

test.each([
  ['the same', 7, 7],
  ['less', 7, 6],
  ['nothing', 7, 0],
])('A passkey that counts %s than before was copied: it signs nobody in, and the audit trail says so', async (how, first, then) => {
  const { passkey } = await withPasskey(`Copied ${how}`)
  expect((await signIn(await assertion(passkey, await toSignIn(), HERE, first))).status).toBe(200)
  expect(await signIn(await assertion(passkey, await toSignIn(), HERE, then))).toMatchObject({
    status: 422,
    cookie: '',
    said: expect.stringContaining('copied'),
  })
  const { items } = await pressOf(env).audit(undefined, 1)
  expect(items[0]).toMatchObject({ what: 'copied-passkey', by: `Copied ${how}` })
})

test('A passkey that never counts, as synced ones do, goes on working', async () => {
  const { passkey } = await withPasskey('Synced')
  for (let time = 0; time < 3; time++) expect((await signIn(await assertion(passkey, await toSignIn(), HERE, 0))).status).toBe(200)
})

test.each([
  ['another site’s page', { ...HERE, origin: 'https://news.example.evil.example' }],
  ['a subdomain’s page', { ...HERE, origin: 'https://blog.news.example' }],
  ['a page without https', { ...HERE, origin: 'http://news.example' }],
  ['another port', { ...HERE, origin: 'https://news.example:8443' }],
  ['another site’s passkeys', { ...HERE, rpId: 'evil.example' }],
  ['passkeys of the domain above', { ...HERE, rpId: 'example' }],
])('What was signed for %s is refused, in signing in and in adding', async (what, place) => {
  const { passkey, cookie } = await withPasskey(`Phished by ${what}`)
  expect(await signIn(await assertion(passkey, await toSignIn(), place, 1))).toMatchObject({ status: 422, cookie: '' })
  const added = await post('/desk/account/passkeys/new', await registration(await makePasskey(), await toAdd(cookie), place), cookie)
  expect(added.status).toBe(422)
})

test('Nobody signs in as somebody else with a passkey of their own', async () => {
  const { passkey: editors } = await withPasskey('Victim')
  const { passkey: thiefs } = await withPasskey('Thief')
  expect(await signIn(await assertion({ ...thiefs, id: editors.id }, await toSignIn(), HERE, 1))).toMatchObject({ status: 422, cookie: '' })
})

test('A passkey that is somebody’s already, or is made for somebody else’s challenge, isn’t added', async () => {
  const { passkey, cookie: theirs } = await withPasskey('First')
  const mine = await signedIn('Second')
  const known = await post('/desk/account/passkeys/new', await registration(passkey, await toAdd(mine), HERE), mine)
  expect([known.status, await known.text()]).toEqual([422, expect.stringContaining('registered already')])
  const swapped = await post('/desk/account/passkeys/new', await registration(await makePasskey(), await toAdd(theirs), HERE), mine)
  expect(swapped.status).toBe(422)
})

test('A challenge for adding a passkey signs nobody in', async () => {
  const { passkey, cookie } = await withPasskey('Swapped')
  expect(await signIn(await assertion(passkey, await toAdd(cookie), HERE, 1))).toMatchObject({ status: 422, cookie: '' })
})

test('Ten minutes after signing in, a new passkey needs signing in again', async () => {
  const cookie = await signedIn('Late')
  const { challenge } = await toAdd(cookie)
  await signedInMinutesAgo('Late', 11)
  const options = await post('/desk/account/passkeys/options', {}, cookie)
  expect([options.status, await options.json()]).toEqual([403, { message: expect.stringContaining('sign in again'), signInAgain: true }])
  // What was begun in time is finished.
  await signedInMinutesAgo('Late', 14)
  expect((await post('/desk/account/passkeys/new', await registration(await makePasskey(), { challenge }, HERE), cookie)).status).toBe(201)
  await signedInMinutesAgo('Late', 16)
  const late = await post('/desk/account/passkeys/new', await registration(await makePasskey(), { challenge }, HERE), cookie)
  expect(late.status).toBe(403)
})

async function signedInMinutesAgo(name: string, minutes: number) {
  const at = `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`
  await runInDurableObject(env.PRESS.get(env.PRESS.idFromName('press')), (_, { storage }) => {
    storage.sql.exec('UPDATE sessions SET created_at = ? WHERE person = (SELECT id FROM people WHERE name = ?)', at, name)
  })
}
