/** Who acts: people with a role, and those who do what no person ordered at that moment. */
import type { Actor } from '../calls.ts'

/** Does what falls due. */
export const PRESS_ACTOR: Actor = { name: 'press', role: 'admin' }
/** Whoever put copy straight into KV. */
export const KV_ACTOR: Actor = { name: 'kv', role: 'editor' }
/** The name under which the scheduled sweep comes. */
export const CRON_NAME = 'cron'

/** Whoever answers by a link: nobody knows who it is. */
export const APPROVER_NAME = 'approval-link'

export const mayPublish = ({ role }: Actor) => role !== 'reporter'
