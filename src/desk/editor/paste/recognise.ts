/** What kind of text is on the clipboard. */

/** Each of these is enough: nobody writes them by chance. */
const SURE = [
  /^#{1,6} \S/m,
  /^(?:```|~~~)/m,
  /\[[^[\]\n]+\]\((?:https?:|mailto:|\/|#)[^)\s]{0,2000}\)/,
  /^\[\^[^\]\s]+\]:/m,
  /^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+/m,
  /\*\*[^\s*][^*\n]*\*\*/,
]
/** These stand in plain text too; two lines of one kind are a list, or a quotation. */
const LIKELY = [/^[ \t]{0,3}[-*+] \S/gm, /^[ \t]{0,3}\d{1,3}[.)] \S/gm, /^> ?\S/gm]

export const looksLikeMarkdown = (text: string) => SURE.some((mark) => mark.test(text)) || LIKELY.some((mark) => (text.match(mark)?.length ?? 0) > 1)

/** Editors of code put coloured lines on the clipboard; their plain text is what was meant. */
export const isFromCodeEditor = (html: string) =>
  /^(?:\s*<(?:html|body|meta)[^>]*>|\s*<!--StartFragment-->)*\s*<(?:div|pre)[^>]*\bstyle="[^"]*(?:white-space:\s*pre\b|monospace)/i.test(html)
