import * as v from 'valibot'
import { Instant, Prose } from './field.ts'

/** A published, dated note of what was wrong. Never edited, never removed. */
export const Correction = v.looseObject({ at: Instant, text: Prose })
export type Correction = v.InferOutput<typeof Correction>
