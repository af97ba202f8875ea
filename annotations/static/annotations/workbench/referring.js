/** How the words of a mention refer follows from what they are in the registry, until somebody says so. */

import { announce, say } from "./page.js";

export class Referring {
  #said = false; // by the curator

  constructor({ form, editor }) {
    this.form = form;
    const { actor } = form.combos;
    editor.addEventListener("opened", () => (this.#said = Boolean(editor.current?.uid)));
    form.fields.how.addEventListener("change", () => (this.#said = true));
    actor.more = () => ({ words: form.words });
    actor.creating.words = () => form.words;
    actor.onTake = ({ how, locative }) => this.#take(how, locative);
  }

  #take(told, locative) {
    const how = told || (isDescription(this.form.words) ? "description" : "");
    if (!how || this.#said) return;
    const { fields } = this.form;
    fields.locative.checked = Boolean(locative);
    if (fields.how.value === how) return;
    fields.how.value = how;
    announce(say("howPreset", { how: fields.how.selectedOptions[0].text }));
  }
}

// Words that the registry does not have and that have no capital, but perhaps the first, name
// nobody: "our country", "Our people".
function isDescription(words) {
  const rest = words.includes(" ") ? words.slice(1) : words;
  return rest === rest.toLowerCase() && rest !== rest.toUpperCase();
}
