/**
 * The audit trail's lines of what an agent asked for: who, which tool and which story, never the text. Written before anything is answered, so that
 * nothing is done without, and what is refused is on record too.
 */
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import type { Agent } from './agent.ts'
import { slugOf } from './readers-tools.ts'

type Asked = { name?: unknown; uri?: unknown; arguments?: { slug?: unknown; article?: unknown } }

/** `message`: one of JSON-RPC's, or a list of them; nothing else is known of it. */
export async function recordAgentCalls(message: unknown, { press, actor }: Agent) {
  for (const one of Array.isArray(message) ? message : [message]) {
    const detail = detailOf(one)
    if (detail) await press.recordAudit({ what: 'agent-call', detail }, actor)
  }
}

function detailOf(message: unknown): string | undefined {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: Asked | null }
  if (method === 'tools/call') return [toolName(params?.name), storyOf(params?.arguments?.slug ?? params?.arguments?.article)].filter(Boolean).join(' ')
  if (method === 'resources/read') return [method, storyOf(params?.uri)].filter(Boolean).join(' ')
  return undefined
}

/** What has no name of ours may be anything. */
const toolName = (name: unknown) => (typeof name === 'string' && /^[a-z_]{1,40}$/.test(name) ? name : 'unknown tool')

const storyOf = (text: unknown) => {
  const slug = typeof text === 'string' ? slugOf(text) : ''
  return isSlug(slug) ? slug : undefined
}
