/** Dragging on the page of the front: sugar for Up, Down and Pin. The page with the new order comes from the server, as by the buttons. */
const pins = document.querySelector<HTMLElement>('[data-pins]')
if (pins) makeDraggable(pins)

function makeDraggable(pins: HTMLElement) {
  let dragged: HTMLElement | undefined
  for (const item of document.querySelectorAll<HTMLElement>('[data-pins] > [data-slug], .candidates > [data-slug]')) {
    item.draggable = true
    item.addEventListener('dragstart', (event) => {
      dragged = item
      event.dataTransfer?.setData('text/plain', item.dataset.slug ?? '')
    })
    item.addEventListener('dragend', () => pins.querySelector('.drop-here')?.classList.remove('drop-here'))
  }
  const section = pins.closest('section') ?? pins
  section.addEventListener('dragover', (event) => {
    if (!dragged) return
    event.preventDefault()
    pins.querySelector('.drop-here')?.classList.remove('drop-here')
    itemAt(pins, event.clientY)?.classList.add('drop-here')
  })
  section.addEventListener('drop', (event) => {
    if (!dragged) return
    event.preventDefault()
    showOrder(orderWith(pins, dragged.dataset.slug ?? '', itemAt(pins, event.clientY)?.dataset.slug))
  })
}

/** The one that what is dropped comes before; after all of them there is none. */
function itemAt(pins: HTMLElement, y: number) {
  return [...pins.querySelectorAll<HTMLElement>(':scope > [data-slug]')].find((item) => {
    const { top, height } = item.getBoundingClientRect()
    return y < top + height / 2
  })
}

function orderWith(pins: HTMLElement, slug: string, before: string | undefined) {
  const others = [...pins.querySelectorAll<HTMLElement>(':scope > [data-slug]')].map(({ dataset }) => dataset.slug ?? '').filter((pin) => pin !== slug)
  if (before === slug) return undefined
  const at = before === undefined ? others.length : others.indexOf(before)
  return [...others.slice(0, at), slug, ...others.slice(at)]
}

function showOrder(order: string[] | undefined) {
  const form = document.querySelector<HTMLFormElement>('[data-order-form]')
  const field = form?.querySelector<HTMLInputElement>('[name="pins"]')
  if (!form || !field || !order || field.value === order.join(',')) return
  field.value = order.join(',')
  form.submit()
}
