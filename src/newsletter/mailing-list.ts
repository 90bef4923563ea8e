/** Subscribers, apart from everything readers' code can reach. */
import { DurableObject } from 'cloudflare:workers'

export class MailingList extends DurableObject<Env> {}
