// Goes on bringing in, slice by slice, until nothing is left or somebody says stop. Without scripts
// "Go on" is a button.

const form = document.querySelector("form[data-go-on]");
let stopped = false;

document.getElementById("stop")?.addEventListener("click", () => (stopped = true));
if (form) setTimeout(() => stopped || form.requestSubmit(), 300);
