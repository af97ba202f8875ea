// A passage copied to be quoted: “its words” — where they stand, the permanent address.

import { $, cardOf, main, segments } from "./page.js";

const done = $(".done");
const SHOWN_FOR = 4000; // milliseconds

let fading = 0;
function tell(words) {
  clearTimeout(fading);
  done.textContent = words;
  fading = setTimeout(() => done.replaceChildren(), SHOWN_FOR);
}

const NOT_OF_THE_TEXT = ".ref, .hang, .pn, .notes, .pips";

const textOf = (fragment) => {
  for (const element of fragment.querySelectorAll(NOT_OF_THE_TEXT)) element.remove();
  return fragment.textContent;
};

// The words of a passage; what lies between two of its parts is an ellipsis.
function wordsOf(uid) {
  const words = [];
  let before = null;
  for (const mark of segments.get(uid) ?? []) {
    const own = document.createRange();
    own.selectNodeContents(mark);
    const piece = textOf(own.cloneContents());
    if (!piece) continue;
    if (before) {
      const between = document.createRange();
      between.setStartAfter(before);
      between.setEndBefore(mark);
      const isNext = !textOf(between.cloneContents()).trim();
      const isSameParagraph = before.closest("p") === mark.closest("p");
      if (!isNext) words.push(" … ");
      else if (!isSameParagraph) words.push("\n\n");
    }
    words.push(piece);
    before = mark;
  }
  return words.join("").trim();
}

// The statement beside words that leave something out: a prediction's may lack condition and verb.
function readAs(card, words) {
  if (!card.classList.contains("prediction") && !words.includes(" … ")) return "";
  const statement = $(".say", card).textContent.trim();
  return ` ${done.dataset.read.replace("STATEMENT", () => statement)}`;
}

async function put(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without TLS browsers offer only the old way.
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const isDone = document.execCommand("copy");
  box.remove();
  if (!isDone) throw new Error("refused");
}

export async function copyPassage(uid) {
  const card = uid && cardOf(uid);
  if (!card) {
    tell(done.dataset.none);
    return;
  }
  const words = wordsOf(uid);
  const address = $(".permanent", card).href;
  const cited = `${main.dataset.citation}, ${address}`;
  try {
    await put(words ? `“${words}”${readAs(card, words)} — ${cited}` : cited);
    tell(done.dataset.copied);
  } catch {
    tell(`${done.dataset.failed} ${address}`);
  }
}
