/** What the press answers about pictures, as far as the API's own tests need it: what it does is tested in test/press. */
import type { PictureCalls, PictureInfo } from '../../src/press/picture-calls.ts'
import { AT } from './fake-publication.ts'

export const PICTURE: PictureInfo = {
  id: '0123456789abcdef0123456789abcdef',
  src: '/pictures/0123456789abcdef0123456789abcdef',
  width: 1600,
  height: 1067,
  type: 'image/jpeg',
  bytes: 300_000,
  uploadedAt: AT,
  uploadedBy: 'Rex',
  alt: 'A ferry',
  focus: { x: 0.5, y: 0.25 },
  rights: { licence: 'Agency contract', holder: 'Reuters', until: AT },
}

export const fakePictures: PictureCalls = {
  async recordPicture(facts) {
    return { ...PICTURE, ...facts }
  },
  async recordOlderPictures() {},
  async recordOlderPicture() {},
  async pictures() {
    return { items: [PICTURE], nextCursor: '7' }
  },
  async picture(id) {
    return id === PICTURE.id ? PICTURE : null
  },
  async setPictureDetails(id, details, _, expect) {
    if (id !== PICTURE.id) return null
    if (Array.isArray(expect) && expect.includes('old')) return { ok: false, reason: 'stale-value', what: 'picture', current: 'new' }
    const { alt: _alt, focus: _focus, rights: _rights, ...facts } = PICTURE
    return { ok: true, picture: { ...facts, ...details } }
  },
  async pictureUses() {
    return {
      articles: [{ slug: 'mali', state: 'published', url: '/world/mali', headline: 'Mali' }],
      campaigns: ['spring'],
      authors: [],
      drafts: [],
      isComplete: true,
    }
  },
  async countTransformations() {},
  async endingPictures() {
    return { ending: [PICTURE], ended: [] }
  },
  async pictureRights() {
    return { [PICTURE.src]: { licensed: true, until: AT } }
  },
}
