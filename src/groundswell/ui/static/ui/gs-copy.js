// <gs-copy data-label data-done><textarea readonly>…</textarea></gs-copy>: a button that copies the text.
class GsCopy extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("textarea");
    if (!text || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.setAttribute("aria-live", "polite");
    button.textContent = this.dataset.label;
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        if (!document.execCommand("copy")) return;
      }
      button.textContent = this.dataset.done;
      setTimeout(() => { button.textContent = this.dataset.label; }, 4000);
    });
    this.append(button);
  }
}
customElements.define("gs-copy", GsCopy);
