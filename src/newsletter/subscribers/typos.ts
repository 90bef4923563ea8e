/**
 * Common typing mistakes in hosts. A fixed table of names that have no mail of their own; an edit distance would take real providers for
 * mistakes (`singnet.com.sg`, `gmx.com`). Readers are asked about it, never refused.
 */
const MEANT = new Map(
  Object.entries({
    'gmai.com': 'gmail.com',
    'gmal.com': 'gmail.com',
    'gamil.com': 'gmail.com',
    'gmial.com': 'gmail.com',
    'gmaill.com': 'gmail.com',
    'gmail.co': 'gmail.com',
    'gmail.cm': 'gmail.com',
    'gmail.con': 'gmail.com',
    'gmail.cmo': 'gmail.com',
    'gmail.om': 'gmail.com',
    'gnail.com': 'gmail.com',
    'gmsil.com': 'gmail.com',
    'googlemail.con': 'googlemail.com',
    'hotmai.com': 'hotmail.com',
    'hotmal.com': 'hotmail.com',
    'hotmial.com': 'hotmail.com',
    'hotmil.com': 'hotmail.com',
    'hotmail.co': 'hotmail.com',
    'hotmail.con': 'hotmail.com',
    'homail.com': 'hotmail.com',
    'outlok.com': 'outlook.com',
    'outllook.com': 'outlook.com',
    'outlook.co': 'outlook.com',
    'outlook.con': 'outlook.com',
    'yaho.com': 'yahoo.com',
    'yahooo.com': 'yahoo.com',
    'yahoo.con': 'yahoo.com',
    'yhoo.com': 'yahoo.com',
    'yahoo.comm': 'yahoo.com',
    'iclod.com': 'icloud.com',
    'icloud.con': 'icloud.com',
    'icould.com': 'icloud.com',
  }),
)

/** The address that was probably meant; undefined if this one looks right. */
export function meantAddress(wire: string): string | undefined {
  const at = wire.lastIndexOf('@')
  const meant = MEANT.get(wire.slice(at + 1))
  return meant && `${wire.slice(0, at)}@${meant}`
}
