/** Other words for a passage: selected in the new text, by mouse, touch or keys. */

import { Boundaries } from "../workbench/boundaries.js";
import { Keys } from "../workbench/keys.js";
import { Moving } from "../workbench/moving.js";
import { announce, byId, cut, say } from "../workbench/page.js";
import { Paragraphs } from "../workbench/paragraphs.js";
import { WordSelection } from "../workbench/selection.js";
import { Text } from "../workbench/text.js";
import { actions } from "./keys.js";

const root = byId("text");
const text = new Text([...root.children].map((paragraph) => paragraph.textContent).join("\n\n"));
const sheet = new Paragraphs(text, root, byId("sheet"));
const boundaries = new Boundaries(text, root.lang || undefined);
const by = Object.assign(new EventTarget(), { unit: "letter" }); // there is nothing here to choose it
const selection = new WordSelection({ sheet, boundaries, by });
new Moving({ keys: new Keys(), selection, boundaries, sheet, text });
const seats = [...document.querySelectorAll(".seat")];
let seat = seats[0];

for (const button of document.querySelectorAll("[data-pick]")) {
  button.hidden = false;
  button.addEventListener("click", () => pick(seats.find((one) => one.dataset.seat === button.dataset.pick)));
}
actions.s = () => pick(seats[0]);

// Where the passage was found, or would stand.
const at = text.toUtf16(Number(root.dataset.at));

function showPlace() {
  const frame = sheet.scroller.getBoundingClientRect();
  const place = sheet.rangeOf(at, at + 1).getBoundingClientRect();
  sheet.scroller.scrollTop += place.top - frame.top - frame.height / 3;
}

byId("elsewhere").addEventListener("toggle", showPlace);
showPlace();

function pick(chosen) {
  seat = chosen;
  byId("elsewhere").open = true;
  sheet.scroller.scrollIntoView({ block: "nearest" });
  selection.focusAt(at);
  showPlace();
  announce(say("picking"));
}

selection.addEventListener("change", () => {
  const place = selection.current;
  byId("picked").hidden = !place;
  if (!place) return;
  const words = text.words.slice(place.start, place.end);
  const told = say("selected", { words: cut(words, 200) });
  byId("picked").querySelector("span").textContent = told;
  announce(told);
});

byId("take").addEventListener("click", take);
root.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    selection.clear();
    byId("place").focus();
  } else if (event.key === "Enter" && selection.current) take();
  else return;
  event.preventDefault();
});

/** Offer the selected words for the span in hand, as the one that is chosen. */
function take() {
  const { start, end } = selection.current;
  const words = text.words.slice(start, end);
  const name = `at-${seat.dataset.seat}`;
  const value = `${text.toCodePoints(start)}-${text.toCodePoints(end)}:${words}`;
  let radio = [...seat.querySelectorAll(`[name="${name}"]`)].find((one) => one.value === value);
  if (!radio) {
    const label = document.createElement("label");
    radio = Object.assign(document.createElement("input"), { type: "radio", name, value });
    const shown = document.createElement("span");
    const strong = document.createElement("b");
    const how = document.createElement("em");
    strong.textContent = words;
    how.textContent = say("yours");
    shown.append(strong, " ", how);
    label.append(radio, shown);
    seat.querySelector(".options").prepend(label);
  }
  radio.checked = true;
  selection.clear();
  announce(say("taken", { words: cut(words, 200) }));
  byId("place").focus();
}

// Who types words means them.
for (const field of document.querySelectorAll(".seat textarea")) {
  field.addEventListener("input", () => {
    field.closest(".seat").querySelector('[value="typed"]').checked = true;
  });
}
