// How the text is set: its size, and whether paragraphs are numbered. The device keeps the choice.

import { $$, store } from "./page.js";
import { lay } from "./margin.js";

const root = document.documentElement;
const sizes = $$(".setting [data-size]");
const numbers = $$(".setting [data-numbers]");

function say() {
  for (const button of sizes) {
    const isChosen = button.dataset.size === (root.dataset.size ?? "");
    button.setAttribute("aria-pressed", isChosen);
  }
  for (const button of numbers) button.setAttribute("aria-pressed", "numbers" in root.dataset);
}

function set(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  store.set(name, value);
  say();
  lay();
}

export function listenToSetting() {
  for (const button of sizes) {
    button.addEventListener("click", () => set("size", button.dataset.size));
  }
  for (const button of numbers) {
    button.addEventListener("click", () => set("numbers", root.dataset.numbers ? "" : "on"));
  }
  say();
}
