// Makes bringing in smoother: files are dropped anywhere and read one by one, so that many take no
// longer than each; what is pasted from a page keeps its headings and links. Without scripts the
// form sends everything at once.

const form = document.getElementById("give");
const files = form.elements.file;
const text = form.elements.text;
const html = form.elements.html;
const list = form.querySelector(".chosen");
const taken = document.getElementById("taken");
const progress = form.querySelector(".progress");
const told = document.getElementById("progress-text");
const button = form.querySelector("[type=submit]");
const megabyte = 1024 * 1024;
const largestField = megabyte; // what is longer goes as a file: all fields may have 2.5 together
const isLong = (value) => new Blob([value]).size > largestField;
let chosen = [];

const say = (key, ...values) =>
  values.reduce((words, value, at) => words.replace(`%${at + 1}`, value), told.dataset[key]);

function choose(more) {
  chosen = [...chosen, ...more];
  list.replaceChildren(
    ...chosen.map((file) => {
      const item = document.createElement("li");
      const size = document.createElement("span");
      const large = file.size > form.dataset.largest;
      item.textContent = file.name;
      size.textContent = large
        ? say("large", file.name, form.dataset.largest / megabyte)
        : `${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KB`;
      if (large) size.className = "bad";
      item.append(size);
      return item;
    }),
  );
}

form.querySelector(".drop-hint").hidden = false;
files.addEventListener("change", () => {
  chosen = [];
  choose(files.files);
});
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("over");
});
addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  choose(event.dataTransfer.files);
  const all = new DataTransfer();
  for (const file of chosen) all.items.add(file);
  files.files = all.files;
});

// What is copied from a page comes with its structure; what is typed over it afterwards is text.
text.addEventListener("paste", (event) => {
  const page = event.clipboardData?.getData("text/html") ?? "";
  const whole = !text.value.trim() || text.selectionEnd - text.selectionStart === text.value.length;
  if (!page.trim() || !whole) return;
  html.value = page;
  taken.hidden = false;
});
text.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste") asText();
});
document.getElementById("as-text").addEventListener("click", () => {
  asText();
  text.focus();
});
function asText() {
  html.value = "";
  taken.hidden = true;
}

/** Move a long text into a file, for the fields of a form are limited and files are not. */
function withoutLongFields(data) {
  for (const [name, ending] of [
    ["html", "html"],
    ["text", form.elements.kind.value || "txt"],
  ]) {
    const value = data.get(name);
    if (!isLong(value)) continue;
    data.set(name, "");
    if (name === "html") data.set("text", "");
    data.append("file", new File([value], `pasted.${ending}`));
  }
  return data;
}

async function send(data) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body: data, headers });
  const body = await answer.json().catch(() => ({ error: `${answer.status} ${answer.statusText}` }));
  if (body.error) throw new Error(body.error);
  return body;
}

form.addEventListener("submit", async (event) => {
  if (chosen.length < 2) {
    withoutLong(event);
    return;
  }
  event.preventDefault();
  button.disabled = true;
  progress.hidden = false;
  const bar = progress.querySelector("progress");
  bar.max = chosen.length;
  const failed = [];
  let last = null;
  for (const [at, file] of chosen.entries()) {
    if (file.size > form.dataset.largest) {
      failed.push(say("large", file.name, form.dataset.largest / megabyte));
      continue;
    }
    told.textContent = say("of", at, chosen.length);
    bar.value = at;
    const data = withoutLongFields(new FormData(form));
    data.delete("file");
    data.append("file", file);
    if (last) for (const name of ["text", "html", "address"]) data.delete(name);
    if (last) data.set("batch", last.batch);
    try {
      last = await send(data);
    } catch (error) {
      failed.push(say("failed", file.name, error.message));
    }
  }
  if (last && !failed.length) {
    location.assign(last.address);
    return;
  }
  // What was refused here was not sent: it is named, with the way to what was read.
  told.textContent = failed.join(" ");
  button.disabled = false;
  if (last) {
    const link = document.createElement("a");
    link.href = last.address;
    link.textContent = say("of", chosen.length - failed.length, chosen.length);
    told.append(" ", link);
  }
});

function withoutLong(event) {
  const long = [text, html].some((field) => isLong(field.value));
  if (!long) {
    button.textContent = button.dataset.reading;
    return;
  }
  event.preventDefault();
  send(withoutLongFields(new FormData(form))).then(
    (answer) => location.assign(answer.address),
    (error) => {
      progress.hidden = false;
      told.textContent = error.message;
    },
  );
}
