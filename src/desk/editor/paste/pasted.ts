/** What is read from a clipboard, or from what is dropped, while the event lasts. `own` is what an editor of ours wrote. */
export type Pasted = { own: string; html: string; text: string; files: File[]; isPlain: boolean }

/** What editors of ours put on the clipboard for each other. Other sites can read and write it too, so that what comes from it is checked. */
export const OWN_TYPE = 'application/x-dateline-body'
