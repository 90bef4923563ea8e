/** A click on the picture fills in the two fields, and saves nothing yet: what else was typed stays as it is. Arrow keys in the fields move the point. */
export function followFocusPoint(map: HTMLElement) {
  const button = map.querySelector<HTMLInputElement>('input[type="image"]')
  const fields = ['focus-x', 'focus-y'].map((id) => document.getElementById(id) as HTMLInputElement | null)
  const [x, y] = fields
  if (!button || !x || !y) return
  button.addEventListener('click', (event) => {
    event.preventDefault()
    // The Enter key clicks nowhere.
    if (event.detail === 0) return void x.focus()
    x.value = percentOf(event.offsetX, button.clientWidth)
    y.value = percentOf(event.offsetY, button.clientHeight)
    movePoint(map, button, x, y)
  })
  for (const field of [x, y]) field.addEventListener('input', () => movePoint(map, button, x, y))
}

const percentOf = (at: number, side: number) => String(Math.min(100, Math.max(0, Math.round((at / side) * 100))))

function movePoint(map: HTMLElement, button: HTMLElement, x: HTMLInputElement, y: HTMLInputElement) {
  for (const circle of map.querySelectorAll('circle')) {
    circle.setAttribute('cx', String((Number(x.value || 50) / 100) * button.clientWidth))
    circle.setAttribute('cy', String((Number(y.value || 50) / 100) * button.clientHeight))
  }
}
