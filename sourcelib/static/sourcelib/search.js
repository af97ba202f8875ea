// On the search page "/" goes on from the box in the head to the page's own, which keeps the kind
// and the filters. When to react to the key at all is site.js's to say; it has run before.

const head = document.querySelector(".mast .find input");
const box = document.getElementById("s-q");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== head && document.activeElement === head) box.select();
});
