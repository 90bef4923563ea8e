import { expect, test } from 'vitest'
import { ADMIN, EDITOR, newsroom, REPORTER, story } from './newsroom.ts'

const REVISION = { live: false, at: '2026-11-24T12:00:00Z' }

test('a note filed with a revision stands beside it, in exports too, and goes with it when it is erased', () =>
  newsroom(async ({ press }) => {
    const note = 'Second source confirmed the number'
    await press.file({ article: story('mali'), actor: REPORTER, note })
    // The same content is no new revision, and has no new note.
    await press.file({ article: story('mali'), actor: EDITOR, note: 'Again' })
    await press.file({ article: story('mali', { headline: 'Two' }), actor: EDITOR })
    const revisions = async () => {
      const found = await press.revisions('mali')
      return found.ok ? found.revisions : []
    }
    expect(await revisions()).toEqual([
      { ...REVISION, revision: 2, by: 'Edith', headline: 'Two' },
      { ...REVISION, revision: 1, by: 'Rex', headline: 'Story mali', note },
    ])
    expect((await press.exportPage()).lines.join('\n')).toContain(note)
    await press.eraseRevision('mali', 1, 'A court ordered it.', ADMIN)
    expect((await revisions())[1]).not.toHaveProperty('note')
    expect(JSON.stringify(await press.audit())).not.toContain(note)
  }))
