// Buttons that copy the text of an element: <button hidden data-copy="id" data-copied data-failed>.
// Without a script they stay hidden, and the text can be selected.

const SHOWN = 2000; // milliseconds for which a button says what it did
const status = document.querySelector("[data-copy-status]");

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = [...button.childNodes];
  let timer;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    let said = button.dataset.copied;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      // Not allowed here, or no secure context: what can be done is to select it.
      getSelection().selectAllChildren(text);
      said = button.dataset.failed;
    }
    button.textContent = said;
    if (status) status.textContent = said;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.replaceChildren(...label);
      if (status) status.textContent = "";
    }, SHOWN);
  });
}
