/** What inputs are made of: short pieces that stand in them thousands of times, between a beginning and an end of their own. */

const SPACES = ['\u00a0', ' ', '\t', '\n', '\u3000', '\u2028', '\r\n', ' \n', '\u200b', '\u00a0\n', '\u2060', '\u00ad', ' \u00a0']
const BRACKETS = ['[', '![', '[[', '](', '[a](', '[a](b', '[a](<b', '[a](b "c', '[a][', '[a', '[^', '(', ')', '{', '}', '{width=1 ', '«', '“']
const LINKS = ['![a](/a.jpg){x ', '![a](/a.jpg){width=1 height=1}', '[a](/b) ', '[a](/№) ', '[№]: b\n', '[a]: b\n', '[a]: <b> "c\n', '[№][№] ']
const FOOTNOTES = ['[^a]', '[^№]', '[^№]: a\n', '[^№]: a[^№]\n\n', '[^1]: a\n', '[^1]: a\n\n    b\n\n', 'x[^1]\n\n']
const EMPHASIS = ['*', '**', '**a ', '*a', 'a*', '*a*', '*a **a', '_', '_a', 'a_', '__a', '~', '~~', '~~a ', '`', '`a', '``a`', '\\', '\\\\a', '**「a」**的']
const TAGS = ['<', '<a', '<a ', '<a href="', '<i title="', '<!--', '<!', '<?', '<![CDATA[', '</a', '</p>', '<b>', '<b', '<div>', '<div>\n', '<p>\n\n', '<code>']
const ELEMENTS = ['<table><tr><td>', '<ul><li>', '<li>', '<br>', '<br> ', '<script>', '<svg>', '<a href="/x">x</a>', '<a href="/№">x</a>', '<b>x</b>']
const MORE_ELEMENTS = [
  '<pre>x</pre>',
  '<code>x</code>',
  'x<br><br>',
  '<sup id="fn-1">',
  '<p>1 a</p>',
  '<td>1</td>',
  '<figure><figcaption>',
  '<ruby>a<rt>b</ruby>',
]
const ENTITIES = ['&', '&a', '&amp', '&amp;', '&#', '&#x', '&lt;', '&lt;code ']
const LINES = [
  '> ',
  '> a\n',
  '> a\n\n',
  '- a\n',
  '- ',
  '1. a\n',
  '1. a\n\n',
  '№. a\n',
  '9',
  '9.',
  '- - ',
  '* * *\n',
  '***\n',
  '---\n',
  '+ a\n',
  '- > a\n',
  '> - a\n',
]
const NESTED_LINES = ['- a\n  - b\n', '-  a\n\n', '  ', '    ', '#', '# a\n', '## a\n\n', '## a№\n\n', 'a\n===\n', '=', 'a  \n', 'a\\\n']
const TABLES = ['| a ', '| a\n', '|', '|-|-|\n', 'a|b\n', 'a|b\n-|-\n', '| - ', ';', 'a;', ',', '",', '"a"\n']
const CODE = ['```\n', '```a\n\n', '~~~\n', '    a\n', '```map\n', '```chart bar\n', 'a: \n', 'title: ']
const ADDRESSES = [
  'http://',
  'http://a',
  'http://a.',
  'http://a!',
  'www.',
  'a@',
  'a@b.',
  'mailto:',
  '.',
  '!',
  '?',
  ':',
  '/',
  '/a',
  '//',
  '../',
  '#',
  '%',
  '%2',
  '%41',
]
const MARKS = [
  '"',
  "'",
  '-',
  '—',
  '— a\n',
  '–',
  '…',
  '1-',
  '1:',
  '1 ',
  '1 000 ',
  '1,000',
  '1.',
  '0',
  '€',
  'TT',
  'By ',
  ' and ',
  'a.b.',
  'A.',
  'x ; ',
  '+',
  '=',
  '$1',
  '5 % ',
]
const WORDS = [
  'a',
  'a b ',
  'Ab ',
  'a№ ',
  '你',
  '你好，',
  'א',
  'س',
  '😀',
  'e\u0301',
  'é',
  '\u0301',
  '\u0640',
  'a-',
  '\u202a',
  '\u202e',
  '\u2069',
  '\ud800',
  '\u0007',
]
const YAML = ['a: ', '- a: ', '{a: ', '[a, ', 'a№: b\n', '"a" ', "'a' ", '&a ', '*a ', '? a\n', '&a№ [*a№]\n', '- [', 'a: |\n', '!!a ']
const JSONS = ['{"a":', '[1,', '"a",', '\\u0041', '\\ud800', '\\"', '{"a":1},', '"a№":1,']
const HEADERS = ['q=1,', ';q=', 'text/html,', '"a",', 'W/"a",', 'a=b; ', '__Host-desk=a; ', 'bytes=0-', 'Version/1 ', 'Mozilla/5.0 (', ' Safari/']

export const PIECES: readonly string[] = [
  ...[SPACES, BRACKETS, LINKS, FOOTNOTES, EMPHASIS, TAGS, ELEMENTS, MORE_ELEMENTS, ENTITIES, LINES, NESTED_LINES, TABLES, CODE, ADDRESSES],
  ...[MARKS, WORDS, YAML, JSONS, HEADERS],
].flat()

/** By which something was found that grew with the square, or faster. */
const FOUND = [
  ...[
    '[',
    '![',
    '[a](/b) ',
    '[a]: b\n',
    '[№][№] ',
    '![a](/a.jpg){x ',
    '[^№] ',
    '*a **a',
    '*__a',
    '*a',
    '_a',
    '&a№ [*a№]\n',
    '- a\nb\nc',
    '{* * *\n|-|-|\n../',
    '— a\n[^',
  ],
  ...['9', '1 ', '1-', '-', ' ', '\u00a0', '\n', ' \n', 'TT', 'a', 'a@b.', '<', '<b>', '<code>', 'x<br><br>', '<a href="/№">x</a>', 'Version/1 '],
]

/** For each run of the tests: what was found, and of all others some. */
export const FEW_PIECES: readonly string[] = [...new Set([...FOUND, ...PIECES.filter((_, at) => at % 12 === 0)])]

/** Pieces made of up to four others, the same for the same `random`. */
export const composedPiece = (random: () => number) =>
  Array.from({ length: 1 + Math.floor(random() * 4) }, () => PIECES[Math.floor(random() * PIECES.length)]).join('')
