/** The press's refusals about people and signing in, as problems: for the API and for pages. */
import type { Problem } from '../edge/problem.ts'
import type { AccessRefusal } from '../press/access-calls.ts'
import { withArticle } from './role-words.ts'

export function accessRefusalProblem(refusal: AccessRefusal): Problem {
  switch (refusal.reason) {
    case 'unknown-person':
      return { status: 404, detail: 'There’s no such person here.' }
    case 'disabled-person':
      return { status: 409, detail: `${refusal.name} can’t sign in, because an admin disabled their access. Enable it first.` }
    case 'name-taken':
      return {
        status: 409,
        detail: `${refusal.name} is already ${withArticle(refusal.role)}. Leave the role out to send them a sign-in link, or change their role first.`,
        members: { role: refusal.role },
      }
    case 'no-role':
      return {
        status: 422,
        detail: `Nobody here is called ${refusal.name}. To invite them, say which role they’ll have.`,
        flaws: [{ pointer: '/role', message: `Nobody here is called ${refusal.name} yet. Choose the role they’ll have.` }],
      }
    case 'yourself':
      return { status: 409, detail: 'You can’t change your own role or access. Ask another admin.' }
  }
}
