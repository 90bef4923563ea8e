// Runs before the first paint: the colours this person chose on the readers' site hold here, too.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Storage is closed to us: the system's colours apply.
}
