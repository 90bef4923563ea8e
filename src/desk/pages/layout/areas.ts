/** The desk's areas, in the order of its menu, and the least role that may see each. */
import type { Role } from '../../../press/calls.ts'

export type Area = { path: string; name: string; needs: Role }

export const AREAS: readonly Area[] = [
  { path: '/desk', name: 'Stories', needs: 'reporter' },
  { path: '/desk/calendar', name: 'Calendar', needs: 'reporter' },
  { path: '/desk/front', name: 'Front', needs: 'editor' },
  { path: '/desk/most-read', name: 'Most read', needs: 'reporter' },
  { path: '/desk/pictures', name: 'Pictures', needs: 'reporter' },
  { path: '/desk/topics', name: 'Topics', needs: 'reporter' },
  { path: '/desk/authors', name: 'Authors', needs: 'reporter' },
  { path: '/desk/newsletters', name: 'Newsletters', needs: 'editor' },
  { path: '/desk/campaigns', name: 'Campaigns', needs: 'editor' },
  { path: '/desk/style', name: 'House style', needs: 'reporter' },
  { path: '/desk/redirects', name: 'Redirects', needs: 'reporter' },
  { path: '/desk/settings', name: 'Settings', needs: 'admin' },
  { path: '/desk/people', name: 'People', needs: 'admin' },
  { path: '/desk/audit', name: 'Audit trail', needs: 'admin' },
]
