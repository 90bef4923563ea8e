/** What became of an old address that was asked for. */
export const ENDS = ['found', 'gone', 'missing', 'loop', 'failed'] as const
export type End = (typeof ENDS)[number]
/** `hops`: the statuses on the way. `to`: where it ends. */
export type Checked = { address: string; end: End; hops: number[]; to: string; message?: string }
