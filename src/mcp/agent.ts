/** An agent of the newsroom: whose token it has, and what that lets it do. */
import type { Site } from '../copy/shapes/site.ts'
import type { Identified } from '../desk/access.ts'
import { deskOrigin } from '../desk/desk-origin.ts'
import { patientEnv } from '../desk/patient-env.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { type Actor, type PressCalls, pressOf } from '../press/calls.ts'

/** `mayPublish`: its token says that nobody has to confirm what it publishes. `desk` is the origin of the desk's pages. */
export type Agent = { actor: Actor; mayPublish: boolean; env: Env; press: PressCalls; site: Site; desk: string }

/**
 * Whatever the role of its token, what an agent files is a reporter's, and waits for an editor, unless the token is unattended: the press itself
 * refuses what goes beyond that.
 */
export async function agentOf(c: AppContext, { actor, unattended }: Pick<Identified, 'actor' | 'unattended'>): Promise<Agent> {
  const env = patientEnv(c.env, { method: 'POST', path: '/mcp' })
  const { value: site } = await editionOf(c).site()
  return {
    actor: unattended ? actor : { name: actor.name, role: 'reporter' },
    mayPublish: unattended === true,
    env,
    press: pressOf(env),
    site,
    desk: deskOrigin(c.req.url, c.env, site.url),
  }
}
