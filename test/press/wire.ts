/** An agency's items, as they are sent to the press. */
import type { AgencyItem } from '../../src/copy/ninjs/item-version.ts'
import type { Filing, Outcome, StopOrder } from '../../src/press/calls.ts'
import { EDITOR, type Room, story } from './newsroom.ts'

export const URI = 'urn:agency:summit'
const proposed = { suffix: 'a1b2c3d4' }

export const item = (version?: AgencyItem['version'], made?: string): AgencyItem => ({
  uri: URI,
  ...(version !== undefined && { version }),
  ...(made && { made }),
})
export const wire = (slug: string, agency: AgencyItem, more: Partial<Filing> = {}): Filing => ({
  article: story(slug, { headline: `${slug} ${agency.version ?? agency.made ?? ''}`, ninjs: { uri: agency.uri } }),
  actor: EDITOR,
  publish: 'now',
  agency,
  proposed,
  ...more,
})
export const kill = (agency: AgencyItem, more: Partial<StopOrder> = {}): StopOrder => ({ actor: EDITOR, agency, order: 'kill', ...more })

export const stateOf = async ({ press }: Room, slug: string) => {
  const found = await press.read(slug)
  return found.ok ? found.entry.state : 'nothing'
}
export const slugOf = (outcome: Outcome) => (outcome.ok ? outcome.entry.slug : outcome.reason)
