/** A site with two stories that are out, for whoever renames one of them. */
import { expect } from 'vitest'
import { ADMIN, EDITOR, newsroom, type Room, SITE, story } from './newsroom.ts'

const MALI = [{ slug: 'mali', name: 'Mali' }]
export const redirect = (slug: string, to: string) => ({ v: 1, withdrawn: true, slug, section: to.split('/')[1], at: expect.any(String), to })
export const out = (press: Room['press'], slug: string, more = {}) =>
  press.file({ article: story(slug, { topics: MALI, ...more }), actor: EDITOR, publish: 'now' })

export const withStories = (work: (room: Room) => Promise<void>) =>
  newsroom(async (room) => {
    const { press, settle, pass } = room
    await press.setSite(SITE, ADMIN)
    await out(press, 'old')
    await out(press, 'beside', { related: ['old'] })
    await settle()
    await pass(5)
    await work(room)
  })
