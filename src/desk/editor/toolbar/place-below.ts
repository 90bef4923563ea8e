/** Puts something in the top layer just below what opened it, within the window. Set by CSSOM, which the page's policy allows. */
export function placeBelow(panel: HTMLElement, anchor: { getBoundingClientRect: () => DOMRect }) {
  const { left, right, bottom, top } = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const isRtl = getComputedStyle(panel).direction === 'rtl'
  const start = isRtl ? right - width : left
  const isBelow = bottom + height + GAP <= innerHeight || top - height - GAP < 0
  Object.assign(panel.style, {
    position: 'fixed',
    margin: '0',
    inset: 'auto',
    left: `${Math.max(GAP, Math.min(start, document.documentElement.clientWidth - width - GAP))}px`,
    top: `${isBelow ? bottom + GAP : top - height - GAP}px`,
  })
}

const GAP = 4
