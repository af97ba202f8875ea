/** What the server gives the page: its data, and its sentences in the user's language. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const page = read("page-data");
const strings = read("page-strings");

export const byId = (id) => document.getElementById(id);

/** A sentence of the page, its `{names}` filled in. */
export function say(name, values = {}) {
  return strings[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

/** Text as HTML: what goes into a string of markup goes through here. */
export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Words cut to a length, at a word where there is one. */
export function cut(words, length) {
  if (words.length <= length) return words;
  const space = words.lastIndexOf(" ", length);
  return `${words.slice(0, space > length / 2 ? space : length)}…`;
}

/** Tell a listener, without moving the focus. */
export function announce(message) {
  byId("live").textContent = message;
}
