// After a swap: focus goes to what changed and the live region says it. Marks on the swapped part:
// data-say="words" what to say; data-focus on what should get the focus; data-quiet for parts that
// renew themselves (progress), which must not take the focus from anyone.
const region = () => document.getElementById("toasts");

let leaving;
export function say(words) {
  const place = region();
  if (!place || !words) return;
  const line = document.createElement("p");
  line.className = "toast";
  line.textContent = words;
  place.replaceChildren(line);
  clearTimeout(leaving);
  leaving = setTimeout(() => region()?.replaceChildren(), 12000);
}

function attend(part) {
  if (!part.isConnected || part.id === "toasts" || part.closest("[data-quiet]")) return;
  const goal = part.querySelector("[autofocus], [data-focus]") ?? part;
  if (!goal.matches("a[href], button, input, select, textarea, summary")) goal.tabIndex = -1;
  goal.focus({ preventScroll: goal === part });
  const heard = part.dataset.say ?? part.querySelector("[data-say]")?.dataset.say;
  say(heard ?? part.querySelector("h1, h2, h3, legend, caption")?.textContent);
}

document.addEventListener("htmx:afterSettle", (event) => attend(event.detail.elt));
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
  document.addEventListener(failure, () => say(region()?.dataset.unsent));
// Errors come back with their form in place: show them.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if ([400, 409, 422].includes(detail.xhr.status)) { detail.shouldSwap = true; detail.isError = false; }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("details.dialog[open]")?.removeAttribute("open");
});
