/** Something secret that can be copied from here, and is never shown again. */
export const ForOnce = ({ label, value, hint }: { label: string; value: string; hint: string }) => (
  <div class="field for-once">
    <label for="for-once">{label}</label>
    <p class="hint" id="for-once-hint">
      {hint}
    </p>
    <input id="for-once" value={value} readonly aria-describedby="for-once-hint" dir="ltr" />
  </div>
)
