// What a person chose on this device, set before the page is drawn, so that nothing flashes or
// jumps: the theme, the size of texts, numbers of paragraphs. And that there are scripts.
const root = document.documentElement;
root.classList.add("js");
const choices = { theme: ["light", "dark"], size: ["small", "large"], numbers: ["on"] };
try {
  for (const [name, values] of Object.entries(choices)) {
    const chosen = localStorage.getItem(name);
    if (values.includes(chosen)) root.dataset[name] = chosen;
  }
} catch {
  // Storage is forbidden here: what the system and the site say stays.
}
