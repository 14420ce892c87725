// <gs-keep><form>…</form></gs-keep>: words typed into the form wait in this tab until a sending arrives.
// A form marked data-sealed is never kept. Passwords, files and hidden fields neither.
const PREFIX = "keep:";
const here = () => performance.getEntriesByType("navigation")[0]?.type ?? "navigate";

// Coming to a page of ours after a sending means that it arrived; going back or reloading does not.
if (here() === "navigate")
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX) && JSON.parse(sessionStorage[key]).sent) sessionStorage.removeItem(key);

// A form that comes later was swapped in after a sending: what was sent has arrived.
let isLater = false;

class GsKeep extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.key = PREFIX + location.pathname + "#" + (this.form.id || this.form.getAttribute("action") || "");
    if (this.form.hasAttribute("data-sealed")) return this.forget();
    this.restore();
    this.form.addEventListener("input", () => this.remember(false));
    this.form.addEventListener("submit", () => this.remember(true));
    this.form.addEventListener("htmx:afterRequest", (event) => event.detail.successful && this.forget());
  }
  fields() {
    return [...this.form.elements].filter((field) => field.name && field.matches(
      "textarea, input:not([type=password], [type=file], [type=hidden], [type=radio], [type=checkbox])"));
  }
  remember(sent) {
    const words = {};
    for (const field of this.fields()) if (field.value) words[field.name] = field.value;
    sessionStorage.setItem(this.key, JSON.stringify({ sent, words }));
  }
  restore() {
    const { sent, words: kept } = JSON.parse(sessionStorage.getItem(this.key) ?? '{"words":{}}');
    if (sent && isLater) return this.forget();
    const missing = this.fields().filter((field) => kept[field.name] && !field.value);
    for (const field of missing) field.value = kept[field.name];
    if (missing.length) this.tell(missing);
  }
  tell(fields) {
    const line = document.createElement("p");
    line.className = "notice success";
    line.setAttribute("role", "status");
    line.textContent = this.dataset.kept + " ";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "button plain";
    clear.textContent = this.dataset.clear;
    clear.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      this.forget();
      line.remove();
      fields[0].focus();
    });
    line.append(clear);
    this.form.prepend(line);
  }
  forget() {
    sessionStorage.removeItem(this.key);
  }
}
customElements.define("gs-keep", GsKeep);
isLater = true;
