// <gs-leave><a href="…">Leave this page</a><span hidden>…</span></gs-leave>: the link leaves without a trace in the
// history, and so do three presses of Shift within two seconds. Without JavaScript the link is a link.
const PRESSES = 3;
const WITHIN = 2000;

class GsLeave extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    if (!this.link) return;
    this.querySelector("[hidden]")?.removeAttribute("hidden");
    this.times = [];
    this.pressed = (event) => this.count(event);
    document.addEventListener("keydown", this.pressed);
    this.link.addEventListener("click", (event) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.leave();
    });
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this.pressed);
  }
  count(event) {
    if (event.repeat) return;
    if (event.key !== "Shift") return void (this.times = []); // a capital letter is no wish to leave
    this.times = [...this.times, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN);
    if (this.times.length >= PRESSES) this.leave();
  }
  leave() {
    document.querySelector("main")?.remove();
    document.title = "";
    location.replace(this.link.href);
  }
}
customElements.define("gs-leave", GsLeave);

// A page that comes back from the browser's memory after leaving is asked for afresh.
addEventListener("pageshow", (event) => event.persisted && location.reload());
