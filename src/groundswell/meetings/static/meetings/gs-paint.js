// <gs-paint>: a week of check boxes. With a mouse or a pen, drag over them to tick or untick many at once; a part's
// "all" box does the same for its cells. A finger taps and scrolls as usual, and without script each box works alone.
class GsPaint extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.begin(event));
    this.addEventListener("pointerover", (event) => this.paint(event));
    this.addEventListener("click", (event) => this.settle(event));
    this.addEventListener("change", (event) => this.whole(event.target));
    addEventListener("pointerup", () => (this.brush = null));
  }
  cell(event) {
    return event.target.closest("td")?.querySelector("input[name=busy]");
  }
  begin(event) {
    const cell = this.cell(event);
    if (!cell || event.pointerType === "touch" || event.button) return;
    this.brush = !cell.checked;
    this.first = cell;
    cell.checked = this.brush;
    event.preventDefault();
  }
  paint(event) {
    const cell = this.cell(event);
    if (cell && this.brush != null) cell.checked = this.brush;
  }
  // The click that follows a drag's first press would turn its box back.
  settle(event) {
    if (this.first && this.cell(event) === this.first) event.preventDefault();
    this.first = null;
  }
  whole(box) {
    if (box.name !== "part") return;
    const column = box.closest("td").cellIndex;
    for (const row of box.closest("tbody").rows) {
      const cell = row.cells[column]?.querySelector("input[name=busy]");
      if (cell) cell.checked = box.checked;
    }
    box.checked = false;
  }
}
customElements.define("gs-paint", GsPaint);
