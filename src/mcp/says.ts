/** What agents are told of a field. */
import type * as v from 'valibot'

/** Valibot's `description`; that one would come with what every isolate loads for readers, where all of Valibot is. */
export const says = <T>(description: string): v.DescriptionAction<T, string> => ({
  kind: 'metadata',
  type: 'description',
  // Only ever compared with Valibot's own, which is nowhere.
  reference: says as unknown as v.DescriptionAction<T, string>['reference'],
  description,
})
