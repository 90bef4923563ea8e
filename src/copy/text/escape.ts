/** Plain text as HTML. */
export const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
/** Plain text between double quotes. */
export const escapeAttribute = (text: string) => escapeText(text).replace(/"/g, '&quot;')
