/** What was typed into a form that isn’t there any more: what it was to change has been sent, renamed or deleted meanwhile, or nobody answers. */
export const TypedText = ({ texts }: { texts: readonly (string | undefined)[] }) => {
  const text = texts.filter(Boolean).join('\n\n')
  if (!text) return null
  return (
    <div class="field">
      <label for="typed-text">What you typed, to copy from here</label>
      <textarea id="typed-text" rows={6} dir="auto" readonly>
        {text}
      </textarea>
    </div>
  )
}
