import * as v from 'valibot'
import { Line, Slug } from './field.ts'

export const Topic = v.looseObject({ slug: Slug, name: Line })
export type Topic = v.InferOutput<typeof Topic>
