/** Who may do what. A reporter files drafts; an editor publishes; an admin does everything. */
export const ROLES = ['reporter', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]
export type Actor = { name: string; role: Role }
