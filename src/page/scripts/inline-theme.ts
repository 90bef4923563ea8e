// Runs before the first paint: the reader's own choice of colours, when they made one.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Storage is closed to us (private windows, strict settings): the system's colours stand.
}
