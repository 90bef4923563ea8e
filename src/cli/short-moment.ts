/** A moment as a column of a terminal has room for it; the head says that it is UTC. */
export const shortMoment = (at: string) => (/^[\d-]{10}T[\d:.]{5,}Z$/.test(at) ? at.slice(0, 16).replace('T', ' ') : at)
