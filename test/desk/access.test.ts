import { beforeEach, describe, expect, test } from 'vitest'
import { CALLS } from '../../src/desk/api/routes.ts'
import { ROLES } from '../../src/press/calls.ts'
import { newsroom, problemOf } from './newsroom.ts'

let room: Awaited<ReturnType<typeof newsroom>>
beforeEach(async () => {
  room = await newsroom({ PICTURES: { head: async () => null } })
})
const pathOf = (path: string) => `/api${path.replace(':slug', 'a-slug').replace(':id', 'an-id').replace(':email', 'reader@example.org')}`

/** What each role may do, written out once more by hand: the table in the code must not be its own proof. */
const NEEDS: Record<string, (typeof ROLES)[number]> = {
  'GET /articles': 'reporter',
  'GET /articles/:slug': 'reporter',
  'PUT /articles/:slug': 'reporter',
  'GET /me': 'reporter',
  'DELETE /articles/:slug': 'editor',
  'POST /articles/:slug/rename': 'editor',
  'DELETE /articles/:slug/revisions/:revision': 'admin',
  'GET /articles/:slug/revisions': 'reporter',
  'GET /articles/:slug/audit': 'reporter',
  'GET /articles/:slug/diff': 'reporter',
  'POST /articles/:slug/preview': 'reporter',
  'POST /articles/:slug/checks': 'reporter',
  'POST /articles/:slug/restore': 'editor',
  'PUT /articles/:slug/publication': 'editor',
  'DELETE /articles/:slug/publication': 'editor',
  'PUT /articles/:slug/embargo': 'editor',
  'DELETE /articles/:slug/embargo': 'editor',
  'DELETE /articles/:slug/schedule': 'editor',
  'DELETE /articles/:slug/withdrawal': 'editor',
  'POST /articles/:slug/publication/undo': 'editor',
  'POST /articles/:slug/corrections': 'editor',
  'POST /articles/:slug/presence': 'reporter',
  'GET /articles/:slug/previews': 'reporter',
  'DELETE /articles/:slug/previews/:id': 'reporter',
  'GET /articles/:slug/approvals': 'reporter',
  'POST /articles/:slug/approvals': 'reporter',
  'DELETE /articles/:slug/approvals/:id': 'reporter',
  'GET /articles/:slug/notes': 'reporter',
  'POST /articles/:slug/notes': 'reporter',
  'PUT /articles/:slug/notes/:id': 'reporter',
  'DELETE /articles/:slug/notes/:id': 'reporter',
  'GET /calendar': 'reporter',
  'POST /bulk': 'editor',
  'GET /drafts': 'reporter',
  'GET /drafts/:id': 'reporter',
  'PUT /drafts/:id': 'reporter',
  'DELETE /drafts/:id': 'reporter',
  'GET /articles/:slug/updates': 'reporter',
  'POST /articles/:slug/updates': 'reporter',
  'PATCH /articles/:slug/updates/:id': 'reporter',
  'DELETE /articles/:slug/updates/:id': 'reporter',
  'POST /articles/:slug/updates/:id/approval': 'editor',
  'PUT /articles/:slug/end': 'editor',
  'DELETE /articles/:slug/end': 'editor',
  'GET /most-read': 'reporter',
  'PUT /most-read/left-out/:slug': 'editor',
  'DELETE /most-read/left-out/:slug': 'editor',
  'GET /breaking': 'reporter',
  'PUT /breaking': 'editor',
  'DELETE /breaking': 'editor',
  'POST /ninjs': 'reporter',
  'POST /pictures': 'reporter',
  'GET /pictures': 'reporter',
  'GET /pictures/:id': 'reporter',
  'PUT /pictures/:id': 'reporter',
  'GET /pictures/:id/original': 'editor',
  'DELETE /pictures/:id': 'editor',
  'DELETE /pictures/:id/withdrawal': 'admin',
  'GET /front': 'reporter',
  'PUT /front': 'editor',
  'GET /campaigns': 'reporter',
  'GET /campaigns/:id': 'reporter',
  'PUT /campaigns/:id': 'editor',
  'DELETE /campaigns/:id': 'editor',
  'GET /site': 'reporter',
  'PUT /site': 'admin',
  'GET /redirects': 'reporter',
  'PUT /redirects': 'editor',
  'DELETE /redirects': 'editor',
  'POST /redirects/import': 'editor',
  'GET /redirects/report': 'reporter',
  'GET /redirects.csv': 'reporter',
  'GET /redirects.jsonl': 'reporter',
  'GET /topics': 'reporter',
  'POST /topics/:slug/rename': 'editor',
  'POST /topics/:slug/merge': 'editor',
  'GET /topics/:slug': 'reporter',
  'PUT /topics/:slug': 'editor',
  'GET /authors': 'reporter',
  'GET /authors/:slug': 'reporter',
  'PUT /authors/:slug': 'editor',
  'DELETE /authors/:slug': 'editor',
  'POST /authors/:slug/rename': 'editor',
  'POST /authors/:slug/merge': 'editor',
  'GET /sections': 'reporter',
  'POST /sections/:slug/rename': 'admin',
  'GET /house-style': 'reporter',
  'PUT /house-style': 'editor',
  'GET /house-style.csv': 'reporter',
  'PUT /house-style.csv': 'editor',
  'POST /house-style/rules': 'editor',
  'GET /tokens': 'admin',
  'POST /tokens': 'admin',
  'DELETE /tokens/:id': 'admin',
  'GET /webhooks': 'admin',
  'POST /webhooks': 'admin',
  'GET /webhooks/:id': 'admin',
  'PATCH /webhooks/:id': 'admin',
  'DELETE /webhooks/:id': 'admin',
  'POST /webhooks/:id/secret': 'admin',
  'POST /webhooks/:id/test': 'admin',
  'GET /webhooks/:id/deliveries': 'admin',
  'POST /webhooks/:id/replay': 'admin',
  'GET /people': 'admin',
  'POST /people/invitations': 'admin',
  'PUT /people/:id/role': 'admin',
  'PUT /people/:id/disabled': 'admin',
  'DELETE /people/:id/disabled': 'admin',
  'DELETE /people/:id/sessions': 'admin',
  'POST /sign-in-links': 'admin',
  'GET /audit': 'admin',
  'POST /reprint': 'admin',
  'POST /adopt': 'admin',
  'GET /export': 'admin',
  'POST /import': 'admin',
  'GET /health': 'reporter',
  'POST /backup': 'admin',
  'GET /backup/:part': 'admin',
  'POST /restore': 'admin',
  'POST /restore/:part': 'admin',
  'PUT /restore/pictures/:id': 'admin',
  'POST /restore/:part/end': 'admin',
  'GET /newsletters': 'editor',
  'GET /newsletters/:list/preview': 'editor',
  'GET /newsletters/:list/issues': 'editor',
  'POST /newsletters/:list/issues': 'editor',
  'GET /newsletters/:list/issues/:issue': 'editor',
  'POST /newsletters/:list/issues/:issue/send': 'editor',
  'POST /newsletters/:list/issues/:issue/schedule': 'editor',
  'POST /newsletters/:list/issues/:issue/pause': 'editor',
  'POST /newsletters/:list/issues/:issue/resume': 'editor',
  'POST /newsletters/:list/issues/:issue/stop': 'editor',
  'POST /newsletters/:list/issues/:issue/test': 'editor',
  'POST /newsletters/key': 'admin',
  'POST /newsletters/:list/issues/:issue/batches/:batch': 'editor',
  'GET /subscribers': 'admin',
  'POST /subscribers': 'admin',
  'GET /subscribers.csv': 'admin',
  'GET /consents': 'admin',
  'POST /subscribers/erase': 'admin',
  'DELETE /subscribers/:email': 'admin',
}

describe('who may do what', () => {
  test('every call is in the table of roles', () => {
    expect(CALLS.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(NEEDS).toSorted())
  })

  test.each(Object.entries(NEEDS))('%s needs %s', async (call, needs) => {
    const [method = '', path = ''] = call.split(' ')
    for (const role of ROLES) {
      const response = await room.ask(method, pathOf(path), { as: role })
      if (ROLES.indexOf(role) >= ROLES.indexOf(needs)) expect(response.status !== 403 && response.status < 500, `${role}: ${response.status}`).toBe(true)
      else {
        const said = await problemOf(response)
        expect(said, role).toMatchObject({ status: 403, needs })
        expect(said.detail).toContain(`"${needs}"`)
      }
    }
    const nobody = await room.ask(method, pathOf(path), { as: '' })
    expect(nobody.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect((await problemOf(nobody)).status).toBe(401)
    expect((await problemOf(await room.ask(method, pathOf(path), { as: 'stranger' }))).status).toBe(401)
  })

  test('who is not let in has their body left unread', async () => {
    let pulled = 0
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled++
          controller.enqueue(new Uint8Array(10))
        },
      },
      { highWaterMark: 0 },
    )
    await room.ask('PUT', '/api/articles/a', { as: '', body, type: 'application/json' })
    expect(pulled).toBe(0)
  })
})
