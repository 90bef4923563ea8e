import { expect, test } from 'vitest'
import { PURGE_RANK } from '../../src/press/ledger/purge-queue.ts'
import { ADMIN, EDITOR, newsroom, REPORTER, story } from './newsroom.ts'

const ID = '0123456789abcdef0123456789abcdef'
const picture = { src: `/pictures/${ID}`, alt: 'A telephone', width: 1600, height: 1067 } as never

test('an editor who takes a picture down hears who still shows it, published or not, and the front cache forgets it first', () =>
  newsroom(async ({ press, sql, settle }) => {
    await press.file({ article: story('shows-it', { picture }), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('showed-it', { picture }), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('showed-it'), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('replaces-it', { picture }), actor: EDITOR, publish: 'now' })
    await press.file({ article: story('replaces-it'), actor: REPORTER })
    await press.file({ article: story('draft', { body: [{ type: 'picture', ...(picture as object) }] as never }), actor: REPORTER })
    await press.file({ article: story('never-did'), actor: EDITOR, publish: 'now' })
    await settle()
    sql.exec('DELETE FROM purges')
    const { articles, campaigns } = await press.recordPictureWithdrawn(ID, EDITOR, 'Shows a minor')
    expect(articles.map(({ slug }) => slug).sort()).toEqual(['draft', 'replaces-it', 'shows-it'])
    expect(articles.find(({ slug }) => slug === 'shows-it')).toEqual({
      slug: 'shows-it',
      state: 'published',
      url: '/world/shows-it',
      headline: 'Story shows-it',
    })
    expect(campaigns).toEqual([])
    expect(sql.exec('SELECT key, rank FROM purges').toArray()).toEqual([{ key: `picture:${ID}`, rank: PURGE_RANK.removal }])
    await press.recordPictureAllowed(ID, ADMIN)
    const { items } = await press.audit(undefined, 2)
    expect(items).toMatchObject([
      { by: 'Ada', what: 'allow-picture', detail: ID },
      { by: 'Edith', what: 'withdraw-picture', detail: `${ID}: Shows a minor` },
    ])
    await expect(press.recordPictureWithdrawn(ID, REPORTER)).rejects.toThrow('needs editor')
    await expect(press.recordPictureAllowed(ID, EDITOR)).rejects.toThrow('needs admin')
  }))
