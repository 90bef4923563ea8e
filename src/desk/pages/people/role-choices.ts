/** Roles to choose from, and what each may do. */
export const ROLE_CHOICES = [
  { value: 'reporter', label: 'Reporter: files drafts' },
  { value: 'editor', label: 'Editor: also publishes' },
  { value: 'admin', label: 'Admin: everything' },
]
