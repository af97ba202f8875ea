// Sets the chosen theme before the page is drawn, so that it does not flash; nothing else.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the theme of the system stays.
}
