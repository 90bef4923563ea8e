/** At `at`, a section's bookings, or all sections' where `section` is '', would have `bytes` of JSON, and may have `most`. */
export type BookingRefusal = { ok: false; reason: 'no-room'; section: string; at: string; bytes: number; most: number }

/** What is refused of the work around a story: drafts, notes, links. */
export type WorkRefusal =
  /** Of one person, on stories that they have not filed. */
  | { ok: false; reason: 'too-many-drafts'; most: number }
  | { ok: false; reason: 'too-many-notes' | 'too-many-links'; slug: string; most: number }
  | { ok: false; reason: 'unknown-link'; slug: string; id: string }
  | { ok: false; reason: 'unknown-note'; slug: string; id: number }
  /** `blocks`: how many that revision has. */
  | { ok: false; reason: 'unknown-block'; slug: string; revision: number; block: number; blocks: number }
