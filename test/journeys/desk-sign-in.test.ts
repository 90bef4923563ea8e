import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const asAdmin = { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json' }

async function api<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(siteUrl(path), { method, headers: asAdmin, ...(body && { body: JSON.stringify(body) }) })
  return (response.status === 204 ? {} : await response.json()) as T
}
type Link = { id: string; url: string }
const ownLink = () => api<Link>('POST', '/api/sign-in-links')
let people = 0
const invite = (role: string) => api<Link>('POST', '/api/people/invitations', { name: `Colleague ${++people} ${Date.now()}`, role })

/** What the desk's policy forbade, and any other trouble on the page. */
function troublesOf(page: Page) {
  const troubles: string[] = []
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(String(error)))
  return troubles
}

async function withPasskeys(context: BrowserContext, page: Page) {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return devtools
}

test('starting the site prints a link into the desk, with a name that passkeys know', async () => {
  const link = inject('deskLink')
  expect(link).toMatch(/^http:\/\/localhost:\d+\/desk\/sign-in\/[\w-]{43}$/)
  // Used here, or replaced by a newer one of another journey.
  const response = await fetch(link, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } })
  expect([303, 410]).toContain(response.status)
})

describe.each([true, false])('with script: %s', (script) => {
  test('a printed link signs in once; opening it spends nothing, and the second use is refused with help', async () => {
    const { url } = await ownLink()
    for (let prefetched = 0; prefetched < 3; prefetched++) expect((await fetch(url)).status).toBe(200)
    const { context, page } = await openFor(browser, { script })
    await closing(context, async () => {
      await page.goto(url)
      await page.getByRole('button', { name: 'Sign in as desk' }).click()
      await page.waitForURL(siteUrl('/desk'))
      const cookie = (await context.cookies()).find(({ name }) => name === '__Host-desk')
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
      await page.goto(siteUrl('/desk/account'))
      expect(await page.locator('main').innerText()).toContain('You’re signed in as desk, an admin')
    })
    const other = await openFor(browser, { script })
    await closing(other.context, async () => {
      const response = await other.page.goto(url)
      expect(response?.status()).toBe(410)
      const text = await other.page.locator('main').innerText()
      expect(text).toContain('This link was used already')
      expect(text).toContain('newsdesk open desk')
    })
  })

  test('a page of the desk asks to sign in first, and leads back to where one wanted to go', async () => {
    const { context, page } = await openFor(browser, { script })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/people?x=1'))
      expect(page.url()).toBe(siteUrl('/desk/sign-in?then=%2Fdesk%2Fpeople%3Fx%3D1'))
      const { url } = await ownLink()
      await page.goto(`${url}?then=/desk/people`)
      await page.getByRole('button', { name: 'Sign in as desk' }).click()
      await page.waitForURL(siteUrl('/desk/people'))
    })
  })

  test('somebody is invited, is asked for no password, and is out at the next request when their access is disabled', async () => {
    const { context, page } = await openFor(browser, { script })
    await closing(context, async () => {
      await page.goto((await ownLink()).url)
      await page.getByRole('button', { name: 'Sign in as desk' }).click()
      await page.goto(siteUrl('/desk/people'))
      const name = `Edith ${script ? 'Coyle' : 'Moss'}`
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByLabel('Role', { exact: true }).selectOption('editor')
      await page.getByRole('button', { name: 'Make a link' }).click()
      const url = await page.getByLabel('Sign-in link').inputValue()
      expect(url).toMatch(/^http:\/\/localhost:\d+\/desk\/sign-in\/[\w-]{43}$/)

      const hers = await openFor(browser, { script })
      await closing(hers.context, async () => {
        await hers.page.goto(url)
        expect(await hers.page.locator('h1').innerText()).toBe(`Welcome, ${name}`)
        await hers.page.getByRole('button', { name: `Sign in as ${name}` }).click()
        await hers.page.waitForURL(siteUrl('/desk/account?welcome=1'))
        expect((await hers.page.goto(siteUrl('/desk/people')))?.status()).toBe(403)
        expect((await hers.page.goto(siteUrl('/desk/audit')))?.status()).toBe(403)
        await page.goto(siteUrl('/desk/people'))
        await page.getByRole('button', { name: `Disable access for ${name}` }).click()
        await page.getByText('Access is disabled').waitFor()
        await hers.page.goto(siteUrl('/desk/account'))
        expect(hers.page.url()).toContain('/desk/sign-in?then=')
      })
    })
  })

  test('signing out ends the session, not only the cookie', async () => {
    const { context, page } = await openFor(browser, { script })
    await closing(context, async () => {
      await page.goto((await ownLink()).url)
      await page.getByRole('button', { name: 'Sign in as desk' }).click()
      await page.goto(siteUrl('/desk/account'))
      const cookie = (await context.cookies()).find(({ name }) => name === '__Host-desk')?.value
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await page.waitForURL(siteUrl('/desk/sign-in'))
      expect((await context.cookies()).some(({ name }) => name === '__Host-desk')).toBe(false)
      expect((await fetch(siteUrl('/api/me'), { headers: { Cookie: `__Host-desk=${cookie}` } })).status).toBe(401)
    })
  })
})

describe('a form sent in an editor’s name', () => {
  async function cookieOf(role: string) {
    const { url } = await invite(role)
    const response = await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } })
    return response.headers.get('set-cookie')?.split(';')[0] ?? ''
  }

  test.each(['/api/reprint', '/desk/people/sessions', '/desk/account/sessions'])(
    '%s does nothing for another site, another subdomain, or nobody in particular',
    async (path) => {
      const Cookie = await cookieOf('admin')
      const post = async (headers: Record<string, string>) =>
        (await fetch(siteUrl(path), { method: 'POST', redirect: 'manual', headers: { Cookie, ...headers } })).status
      expect(await post({})).toBe(403)
      expect(await post({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
      expect(await post({ 'Sec-Fetch-Site': 'same-site' })).toBe(403)
      expect(await post({ Origin: 'https://evil.example' })).toBe(403)
      expect(await post({ Origin: siteUrl('').replace('localhost', 'sub.localhost') })).toBe(403)
      expect(await post({ Origin: siteUrl('') })).not.toBe(403)
      expect(await post({ 'Sec-Fetch-Site': 'same-origin' })).not.toBe(403)
    },
  )

  test('of another site’s page in the same browser is refused', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto((await ownLink()).url)
      await page.getByRole('button', { name: 'Sign in as desk' }).click()
      await page.waitForURL(siteUrl('/desk'))
      // Another host to the browser, and this very site to the network.
      await page.route('http://evil.localhost/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<form method="post" action="${siteUrl('/desk/sign-out')}"><button>Win a prize</button></form>` }),
      )
      await page.goto('http://evil.localhost/')
      const [response] = await Promise.all([page.waitForResponse('**/desk/sign-out'), page.getByRole('button').click()])
      expect(response.status()).toBe(403)
      await page.goto(siteUrl('/desk/account'))
      expect(page.url()).toBe(siteUrl('/desk/account'))
    })
  })

  test('a reporter’s session publishes nothing', async () => {
    const headers = { Cookie: await cookieOf('reporter'), 'Sec-Fetch-Site': 'same-origin' }
    expect((await fetch(siteUrl('/api/me'), { headers })).status).toBe(200)
    expect((await fetch(siteUrl('/api/articles/putin-mali-goita-phone-call/publication'), { method: 'PUT', headers })).status).toBe(403)
  })

  test('a role taken away counts at the next request', async () => {
    const { id, url } = await invite('admin')
    const signedIn = await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } })
    const headers = { Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
    expect((await fetch(siteUrl('/api/audit'), { headers })).status).toBe(200)
    await api('PUT', `/api/people/${id}/role`, { role: 'reporter' })
    expect((await fetch(siteUrl('/api/audit'), { headers })).status).toBe(403)
    expect(await api('DELETE', `/api/people/${id}/sessions`)).toEqual({ ended: 1 })
    const ended = await fetch(siteUrl('/api/me'), { headers })
    expect(ended.status).toBe(401)
    expect(await ended.json()).toMatchObject({ signIn: '/desk/sign-in' })
  })
})

describe('a passkey', () => {
  test('is added to an account, signs in without a link, and no longer once it is removed', async () => {
    const { context, page } = await openFor(browser)
    const troubles = troublesOf(page)
    await closing(context, async () => {
      await withPasskeys(context, page)
      await page.goto((await invite('editor')).url)
      await page.getByRole('button', { name: /Sign in as/ }).click()
      await page.waitForURL(siteUrl('/desk/account?welcome=1'))
      await page.getByLabel('Name of the new passkey').fill('Test key')
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.waitForURL(siteUrl('/desk/account?done=passkey'))
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await page.goto(siteUrl('/desk/sign-in?then=/desk/account'))
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.waitForURL(siteUrl('/desk/account'))
      expect(await page.locator('main').innerText()).toContain('with a passkey')
      page.on('dialog', (dialog) => void dialog.accept())
      await page.getByRole('button', { name: 'Remove Test key' }).click()
      await page.getByText('The passkey is removed').waitFor()
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      expect(troubles).toEqual([])
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.getByText('isn’t registered here').waitFor()
    })
  })

  test('is added long after signing in only once it was signed in again, over the page', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await withPasskeys(context, page)
      await page.goto((await invite('editor')).url)
      await page.getByRole('button', { name: /Sign in as/ }).click()
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.waitForURL(siteUrl('/desk/account?done=passkey'))
      const cookie = async () => (await context.cookies()).find(({ name }) => name === '__Host-desk')?.value
      const before = await cookie()
      // As the site answers eleven minutes later.
      const late = { status: 403, json: { message: 'Sign in again first.', signInAgain: true } }
      await page.route('**/desk/account/passkeys/options', (route) => route.fulfill(late), { times: 1 })
      await page.getByLabel('Name of the new passkey').fill('Second key')
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      const dialog = page.getByRole('dialog', { name: 'Sign in again to add a passkey' })
      await dialog.getByText('more than ten minutes ago').waitFor()
      expect(await dialog.isVisible()).toBe(true)
      await dialog.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.getByText('You’re signed in. Now add the passkey.').waitFor()
      expect(await dialog.isVisible()).toBe(false)
      expect(await page.getByLabel('Name of the new passkey').inputValue()).toBe('Second key')
      expect(await cookie()).not.toBe(before)
    })
  })

  test('answers each challenge once', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await withPasskeys(context, page)
      await page.goto((await invite('reporter')).url)
      await page.getByRole('button', { name: /Sign in as/ }).click()
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.waitForURL(siteUrl('/desk/account?done=passkey'))
      await page.goto(siteUrl('/desk/sign-in'))
      const sent = page.waitForRequest((request) => request.url().endsWith('/desk/sign-in/passkey'))
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      const body = (await sent).postData() ?? ''
      await page.waitForURL(siteUrl('/desk'))
      const again = (text: string) =>
        fetch(siteUrl('/desk/sign-in/passkey'), {
          method: 'POST',
          body: text,
          headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
        })
      const replayed = await again(body)
      expect(replayed.status).toBe(422)
      expect(replayed.headers.get('set-cookie')).toBeNull()
      const forged = JSON.parse(body)
      forged.response.signature = forged.response.signature.replace(/.{6}$/, 'AAAAAA')
      expect((await again(JSON.stringify(forged))).status).toBe(422)
    })
  })

  test('is not offered where the browser cannot use one, and the page says what to do instead', async () => {
    const { context, page } = await openFor(browser, { script: false })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/sign-in'))
      expect(await page.getByRole('button').count()).toBe(0)
      expect(await page.locator('main').innerText()).toContain('Open a sign-in link')
    })
  })
})

test('a form sent after the session has ended can be sent again, with all that was typed', async () => {
  const { context, page } = await openFor(browser, { script: false })
  await closing(context, async () => {
    const { url, id } = await invite('admin')
    await page.goto(url)
    await page.getByRole('button', { name: /Sign in as/ }).click()
    await page.goto(siteUrl('/desk/people'))
    await page.getByLabel('Name', { exact: true }).fill('Late Colleague')
    await api('DELETE', `/api/people/${id}/sessions`)
    const [response] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Make a link' }).click()])
    expect(response?.status()).toBe(401)
    const elsewhere = await context.newPage()
    await elsewhere.goto((await ownLink()).url)
    await elsewhere.getByRole('button', { name: /Sign in as/ }).click()
    await page.getByRole('button', { name: 'Send the form again' }).click()
    await page.getByText('Late Colleague is invited').waitFor()
  })
})

describe('a session that ends while a page is open', () => {
  async function endedPage(context: BrowserContext, page: Page) {
    const { url, id } = await invite('editor')
    await page.goto(url)
    await page.getByRole('button', { name: /Sign in as/ }).click()
    await page.goto(siteUrl('/desk/help'))
    await page.evaluate(() => {
      document.addEventListener('desk:signed-in', () => document.body.setAttribute('data-resumed', ''))
      const area = document.createElement('textarea')
      area.value = 'Half a sentence'
      document.querySelector('main')?.appendChild(area)
    })
    await api('DELETE', `/api/people/${id}/sessions`)
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('desk:signed-out')))
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
    const name = (await page.locator('body').getAttribute('data-actor')) ?? ''
    return {
      name,
      signInElsewhere: async (link: string) => {
        const other = await context.newPage()
        await other.goto(`${link}?then=/desk/signed-in`)
        await other.getByRole('button', { name: /Sign in as/ }).click()
        return other
      },
    }
  }

  test('is begun again in another tab, and what was typed is there', async () => {
    const { context, page, troubles } = await openFor(browser)
    await closing(context, async () => {
      const { name, signInElsewhere } = await endedPage(context, page)
      const link = await api<Link>('POST', '/api/people/invitations', { name })
      const other = await signInElsewhere(link.url)
      await other.goto(siteUrl('/desk/signed-in'))
      await page.locator('body[data-resumed]').waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
      expect(await page.locator('main textarea').inputValue()).toBe('Half a sentence')
      expect(troubles).toEqual([])
    })
  })

  test('is not begun again by somebody else', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      const { signInElsewhere } = await endedPage(context, page)
      await signInElsewhere((await ownLink()).url)
      await page.getByText('You’re now signed in as desk').waitFor()
      expect(await page.locator('body[data-resumed]').count()).toBe(0)
    })
  })

  test('is begun again with a passkey without leaving the page', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await withPasskeys(context, page)
      const { url, id } = await invite('editor')
      await page.goto(url)
      await page.getByRole('button', { name: /Sign in as/ }).click()
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.waitForURL(siteUrl('/desk/account?done=passkey'))
      await api('DELETE', `/api/people/${id}/sessions`)
      await page.evaluate(() => {
        document.addEventListener('desk:signed-in', () => document.body.setAttribute('data-resumed', ''))
        document.dispatchEvent(new CustomEvent('desk:signed-out'))
      })
      await page.getByRole('dialog').getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.locator('body[data-resumed]').waitFor()
    })
  })
})
