import type { Role } from '../press/calls.ts'

/** "a reporter", "an editor". */
export const withArticle = (role: Role) => `${role === 'reporter' ? 'a' : 'an'} ${role}`
