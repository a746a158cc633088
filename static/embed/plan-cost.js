// Defines <plan-cost>. The calculator is loaded from beside this file when an element is there; until then, and
// where that is refused, it shows what stands inside of it.
let engine;

async function start() {
  const made = await import(new URL("plancost.js", import.meta.url));
  await made.default();
  return made;
}

class PlanCost extends HTMLElement {
  static observedAttributes = ["scenario", "edition"];
  #root = this.attachShadow({ mode: "open" });
  #own = this.#root.appendChild(document.createElement("slot"));
  #due;
  #app;

  // After all that the host does in one go: what is moved keeps its calculator.
  connectedCallback() {
    this.#due ??= Promise.resolve().then(() => this.#settle());
  }

  disconnectedCallback() {
    this.connectedCallback();
  }

  attributeChangedCallback() {
    this.connectedCallback();
  }

  async #settle() {
    this.#due = null;
    try {
      const made = this.isConnected && !this.#app && (await (engine ??= start()));
      if (!this.isConnected) this.#end();
      else if (this.#app) this.#app.update(this.#props());
      else this.#begin(made);
    } catch (fault) {
      engine = null;
      console.warn("plan-cost:", fault);
    }
  }

  #begin({ mount }) {
    const place = document.createElement("div");
    // What is typed in here is no shortcut of the host.
    for (const kind of ["keydown", "keyup"]) place.addEventListener(kind, (event) => event.stopPropagation());
    this.#root.replaceChildren(place);
    this.#app = mount(place, this.#props());
  }

  #end() {
    this.#app?.destroy();
    this.#app = null;
    this.#root.replaceChildren(this.#own);
  }

  #props() {
    return {
      scenario: this.getAttribute("scenario"),
      edition: this.getAttribute("edition"),
      estimated: (detail) =>
        this.dispatchEvent(new CustomEvent("plan-cost:estimate", { detail, bubbles: true, composed: true })),
    };
  }
}

if (!customElements.get("plan-cost")) customElements.define("plan-cost", PlanCost);
