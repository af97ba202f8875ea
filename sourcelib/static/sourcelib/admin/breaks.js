// The paragraphs of a text as a list: Enter splits one, Backspace at its beginning joins it to the
// one before, a button leaves it out. Words cannot be changed: every other input is turned away.
// What the list shows goes into the field of the whole text, which the server compares word by word.

const CLOSE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}。、」』）！？]/u;
const words = document.getElementById("strings")?.dataset;

/** Where a text can be parted near a place: at white space, or between signs of close scripts. */
function parting(text, at) {
  if (/\s/.test(text[at] ?? "") || /\s/.test(text[at - 1] ?? "")) return at;
  if (CLOSE.test(text[at - 1] ?? "") || CLOSE.test(text[at] ?? "")) return at;
  return null;
}

function glue(before, after) {
  return CLOSE.test(before.at(-1)) || CLOSE.test(after[0]) ? "" : " ";
}

/** What can be done to a list of paragraphs; each returns the new list, or null. */
const steps = {
  split(list, at, place) {
    const one = list[at];
    const where = parting(one.words, place);
    if (where === null) return null;
    const first = one.words.slice(0, where).trimEnd();
    const rest = one.words.slice(where).trimStart();
    if (!first || !rest) return null;
    const parts = [first, rest].map((text) => ({ ...one, words: text, part: true }));
    return [...list.slice(0, at), ...parts, ...list.slice(at + 1)];
  },
  join(list, at) {
    let before = at - 1;
    while (before >= 0 && list[before].out) before -= 1;
    if (before < 0 || list[at].out) return null;
    const [one, two] = [list[before], list[at]];
    const joined = {
      words: one.words + glue(one.words, two.words) + two.words,
      of: [...new Set([...one.of, ...two.of])],
      out: false,
      part: one.part || two.part,
    };
    return [...list.slice(0, before), joined, ...list.slice(before + 1, at), ...list.slice(at + 1)];
  },
  leave(list, at) {
    const one = list[at];
    if (one.part || one.of.length > 1) return null;
    return list.map((each, n) => (n === at ? { ...one, out: !one.out } : each));
  },
};

export function paragraphs(form, changed) {
  const field = form.elements.text;
  const places = JSON.parse(document.getElementById("places").textContent);
  const once = JSON.parse(document.getElementById("pieces").textContent);
  const times = new Map();
  for (const number of once.flatMap((one) => one.of))
    times.set(number, (times.get(number) ?? 0) + 1);
  let list = once.map((one) => ({ ...one, part: one.of.some((number) => times.get(number) > 1) }));
  const past = [];
  const box = document.getElementById("breaks").content.cloneNode(true).firstElementChild;
  const items = box.querySelector(".pieces-of");
  const told = box.querySelector("[role=status]");
  const undoes = box.querySelector("[data-do=undo]");
  const whole = field.closest(".field");
  const piece = document.getElementById("piece").content.firstElementChild;
  whole.hidden = true;
  whole.after(box);

  function say(text) {
    told.textContent = text;
  }

  function draw(focus = -1, caret = 0) {
    items.replaceChildren(...list.map(drawn));
    for (const area of items.querySelectorAll("textarea")) fit(area);
    undoes.disabled = !past.length;
    const area = items.children[focus]?.querySelector("textarea");
    area?.focus();
    area?.setSelectionRange(caret, caret);
  }

  function drawn(one, at) {
    const item = piece.cloneNode(true);
    const names = [...new Set(one.of.map((number) => places[number - 1]))].join(", ");
    const number = list.slice(0, at + 1).filter((each) => !each.out).length;
    const head = document.createElement("b");
    head.textContent = one.out ? "" : number;
    item.querySelector(".no").append(head, names);
    item.classList.toggle("out", one.out);
    const area = item.querySelector("textarea");
    area.value = one.words;
    area.setAttribute("aria-label", words.label.replace("%1", number).replace("%2", names));
    const leave = item.querySelector(".leave");
    leave.textContent = one.out ? words.back : words.leave;
    if (one.part || one.of.length > 1) {
      leave.setAttribute("aria-disabled", "true");
      leave.title = words.part;
    }
    return item;
  }

  function fit(area) {
    if (CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }

  function take(next, message, refusal, focus, caret) {
    if (!next) {
      say(refusal);
      return;
    }
    past.push(list);
    list = next;
    kept();
    say(message);
    draw(focus, caret);
  }

  function kept() {
    field.value = list
      .filter((one) => !one.out)
      .map((one) => one.words)
      .join("\n\n");
    changed();
  }

  function join(at) {
    let before = at - 1;
    while (before >= 0 && list[before].out) before -= 1;
    const caret = list[before]?.words.length ?? 0;
    take(steps.join(list, at), words.joined, "", before, caret);
  }

  function undo() {
    if (!past.length) return;
    list = past.pop();
    kept();
    say(words.undone);
    draw();
    items.querySelector("textarea")?.focus();
  }

  const index = (element) => [...items.children].indexOf(element.closest(".one"));

  items.addEventListener("beforeinput", (event) => {
    const area = event.target;
    const at = index(area);
    event.preventDefault();
    const caret = area.selectionStart;
    const alone = caret === area.selectionEnd;
    if (/^insert(LineBreak|Paragraph)$/.test(event.inputType)) {
      take(steps.split(list, at, caret), words.split, words.inside, at + 1, 0);
    } else if (event.inputType.startsWith("deleteContentBackward") && alone && caret === 0) {
      join(at);
    } else if (
      event.inputType.startsWith("deleteContentForward") &&
      alone &&
      caret === area.value.length
    ) {
      const after = list.findIndex((one, n) => n > at && !one.out);
      if (after > 0) join(after);
    } else {
      say(words.words);
    }
  });
  // What no event announces (an input method, an older browser) is put back.
  items.addEventListener("input", (event) => {
    const one = list[index(event.target)];
    if (event.target.value !== one.words) event.target.value = one.words;
    event.stopPropagation();
  });
  items.addEventListener("keydown", (event) => {
    const area = event.target.closest("textarea");
    if (!area || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = index(area);
    const alone = area.selectionStart === area.selectionEnd;
    // At the edge of a field some browsers announce no input.
    if (event.key === "Backspace" && alone && area.selectionStart === 0) {
      event.preventDefault();
      join(at);
    } else if (event.key === "ArrowDown" && area.selectionEnd === area.value.length) {
      items.children[at + 1]?.querySelector("textarea").focus();
    } else if (event.key === "ArrowUp" && area.selectionStart === 0) {
      items.children[at - 1]?.querySelector("textarea").focus();
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey)
      return;
    event.preventDefault();
    undo();
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const at = button.closest(".one") ? index(button) : -1;
    if (button.dataset.do === "undo") undo();
    if (button.dataset.do === "join") join(at);
    if (button.dataset.do === "leave") {
      const message = list[at].out ? words.put : words.left;
      take(steps.leave(list, at), message, words.part);
      items.children[at].querySelector(".leave").focus();
    }
    if (button.dataset.do === "whole") {
      whole.hidden = false;
      box.remove();
      field.focus();
    }
  });
  addEventListener("resize", () => {
    for (const area of items.querySelectorAll("textarea")) fit(area);
  });
  draw();
}
