/**
 * Where `*`, `**` and `~~` begin and end emphasis. CommonMark asks for a space or punctuation on the outer side of a mark
 * whose inner side is punctuation, which text without spaces between its words never has: **「重要」**的. Here a letter of
 * such a script is as good as a space, and its own punctuation as good as a letter, as tats-u/markdown-cjk-friendly
 * specifies; there is no package of it for this lexer. Hangul, Arabic and Hebrew write particles onto the word.
 */
import type { Tokenizer } from 'marked'

const RUN_ON_SCRIPTS = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt', 'Arab', 'Hebr'].map(
  (script) => String.raw`\p{sc=${script}}`,
)
/** With CJK punctuation, full-width forms and the variation selectors of ideographs. A lone surrogate is what the lexer hands on of a rare ideograph. */
const RUN_ON = String.raw`[${RUN_ON_SCRIPTS.join('')}\u3001-\u303F\u30FB\u30FC\u3200-\u33FF\uFE00-\uFE1F\uFE30-\uFE4F\uFF01-\uFFEF\u{E0100}-\u{E01EF}\uDC00-\uDFFF]`

const stopsExcept = (letter: string) => String.raw`[[\p{P}\p{S}]--${RUN_ON}--[${letter}]]`
const STOP = stopsExcept('~')
const WORD = String.raw`[^\s[${STOP}${RUN_ON}]]`

/** The six groups in which the lexer wants a run of marks: closing (1, 2), opening (3, 4), either (5, 6). The run is between the character before it and the one ahead. */
const closers = (mark: string, skipped: string) =>
  new RegExp(
    [
      skipped,
      `[^${mark}]+(?=[^${mark}])`,
      String.raw`(?!${mark})\S(${mark}+)(?=\s|$)`,
      `${WORD}(${mark}+)(?!${mark})(?=${STOP})`,
      String.raw`\s(${mark}+)(?=[^\s${mark}])`,
      `(?!${mark})${STOP}(${mark}+)(?=${WORD})`,
      `(?!${mark})[${STOP}${RUN_ON}](${mark}+)(?!${mark})(?=[${STOP}${RUN_ON}])`,
      `[${RUN_ON}${WORD}](${mark}+)(?=[${RUN_ON}${WORD}])`,
    ].join('|'),
    'gv',
  )

/** One tilde is a range or a sign of approximation, 9~11 or ~5; only two strike. */
export const EMPHASIS_RULES: Partial<Tokenizer['rules']['inline']> = {
  punctuation: new RegExp(String.raw`^((?![*_])[\s[\p{P}\p{S}]${RUN_ON}])`, 'v'),
  emStrongLDelim: new RegExp(String.raw`^(?:\*+(?:((?!\*)${STOP})|([^\s*]))?)|^_+(?:((?!_)${STOP})|([^\s_]))?`, 'v'),
  emStrongRDelimAst: closers(String.raw`\*`, String.raw`^[^_*]*?__[^_*]*?\*[^_*]*?(?=__)`),
  delLDelim: new RegExp(String.raw`^~~(?:((?!~)${STOP})|[^\s~])`, 'v'),
  delRDelim: closers('~', '^[^~]+(?=[^~])'),
}
