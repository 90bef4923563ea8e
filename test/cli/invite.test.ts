import { expect, test } from 'vitest'
import { atTheDesk } from './at-the-desk.ts'
import { problem } from './fake-api.ts'

const LINK = {
  id: 'p1',
  name: 'Edith Coyle',
  role: 'editor',
  kind: 'invite',
  url: 'https://news.example/desk/sign-in/secret',
  expiresAt: '2026-11-29T08:00:00Z',
}

async function answering(answer: () => Response) {
  const desk = await atTheDesk()
  const asked: string[] = []
  desk.api.before = ({ method, path, body }) => {
    asked.push(`${method} ${path} ${body ?? ''}`.trim())
    return answer()
  }
  return { ...desk, asked }
}

test('an invitation is printed alone, so that it can be copied, with what it is beside it', async () => {
  const { newsdesk, asked } = await answering(() => Response.json(LINK, { status: 201 }))
  const { code, out, err } = await newsdesk(['invite', 'Edith Coyle', '--role', 'editor'])
  expect([code, out]).toEqual([0, `${LINK.url}\n`])
  expect(err).toContain('Edith Coyle is invited (editor). It works once, until 2026-11-29T08:00:00Z.')
  expect(asked).toEqual(['POST /api/people/invitations {"name":"Edith Coyle","role":"editor"}'])
  expect((await newsdesk(['invite', 'Edith Coyle', '--json'])).json()).toEqual([LINK])
  expect(asked[1]).toBe('POST /api/people/invitations {"name":"Edith Coyle"}')
})

test('an invitation with a role that there is not is wrong usage', async () => {
  const { newsdesk, asked } = await answering(() => Response.json(LINK))
  expect((await newsdesk(['invite', 'Edith Coyle', '--role', 'owner'])).code).toBe(2)
  expect(asked).toEqual([])
})

test('a refused invitation says why', async () => {
  const { newsdesk } = await answering(() => problem(409, 'Edith Coyle is already an editor.'))
  const { code, err } = await newsdesk(['invite', 'Edith Coyle', '--role', 'admin'])
  expect(code).toBe(1)
  expect(err).toContain('already an editor')
})

test('the desk opens in the browser, signed in', async () => {
  const { newsdesk, asked } = await answering(() => Response.json({ ...LINK, kind: 'own' }, { status: 201 }))
  const opened: string[] = []
  const { code, out } = await newsdesk(['open', 'desk'], { openBrowser: async (url) => opened.push(url) > 0 })
  expect([code, out, opened]).toEqual([0, `${LINK.url}\n`, [LINK.url]])
  expect(asked).toEqual(['POST /api/sign-in-links'])
})

test('no address but a web address is opened, whatever a site answers', async () => {
  const { newsdesk } = await answering(() => Response.json({ ...LINK, url: 'file:///etc/passwd' }, { status: 201 }))
  const opened: string[] = []
  await newsdesk(['open', 'desk'], { openBrowser: async (url) => opened.push(url) > 0 })
  expect(opened).toEqual([])
})
