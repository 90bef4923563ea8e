/** Roles to choose from, and what each may do. */
import type { Role } from '../../../press/calls.ts'

export const nameOfRole = (role: Role) => role.charAt(0).toUpperCase() + role.slice(1)

export const ROLE_CHOICES = [
  { value: 'reporter', label: 'Reporter: files drafts' },
  { value: 'editor', label: 'Editor: also publishes' },
  { value: 'admin', label: 'Admin: everything' },
]
