// Makes the judging page smoother: steps replace the form in place instead of loading the page
// anew, dates say how they are understood, and what is typed is not left behind by mistake. The
// page does the same without it, since every step is a button of the form.

const work = document.getElementById("work");
let touched = false;

async function answered(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const page = await answer.text();
  return new DOMParser().parseFromString(page, "text/html");
}

/** Take a step, and put the form that the server answers with in the place of this one. */
async function step(form, button) {
  try {
    const page = await answered(form, button);
    const next = page.getElementById("judge");
    if (!next) throw new Error("The answer has no form.");
    form.replaceWith(next);
    next.querySelector("[autofocus]")?.focus();
    say(next);
  } catch {
    touched = false;
    form.requestSubmit(asPlain(button)); // the browser shows what is wrong
  }
}

function asPlain(button) {
  button.removeAttribute("data-soft");
  return button;
}

function say(form) {
  const pieces = form.querySelector("#evidence-head");
  if (pieces) form.querySelector("#live").textContent = pieces.textContent.trim();
}

/** Ask how the dates are understood; only what is said beside them changes. */
async function readDates(form) {
  const page = await answered(form, null);
  for (const read of page.querySelectorAll("output.understood")) {
    const here = document.getElementById(read.id);
    if (here) here.textContent = read.textContent;
  }
}

work?.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("data-soft")) {
    event.preventDefault();
    touched = true;
    step(event.target, event.submitter);
  } else {
    touched = false;
  }
});

work?.addEventListener("input", () => {
  touched = true;
});

work?.addEventListener("change", (event) => {
  if (event.target.matches("#judge .day")) readDates(event.target.form).catch(() => {});
});

work?.addEventListener("keydown", (event) => {
  const buttons = { words: "search", known: "outside" };
  const wanted = event.key === "Enter" && buttons[event.target.id];
  if (!wanted) return;
  event.preventDefault();
  event.target.form.querySelector(`button[value="${wanted}"]`).click();
});

addEventListener("beforeunload", (event) => {
  if (touched) event.preventDefault();
});
