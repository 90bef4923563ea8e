/** Elements of the editor's own controls. */
type Properties = {
  class?: string
  text?: string
  attributes?: Record<string, string>
  on?: { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void }
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, text, attributes = {}, on = {} }: Properties = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener as EventListener)
  made.append(...children)
  return made
}

export const button = (label: string, press: () => void, { class: className = 'quiet small', ...attributes }: Record<string, string> = {}) =>
  element('button', { class: className, text: label, attributes: { type: 'button', ...attributes }, on: { click: press } })

let ids = 0
/** For `aria-controls`, `aria-describedby` and labels. */
export const newId = (name: string) => `editor-${name}-${++ids}`
