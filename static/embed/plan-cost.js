// Defines <plan-cost>. The calculator is loaded from beside this file; until then, and where that is
// refused, an element shows what stands inside of it.
let engine;

async function start() {
  const { default: init, mount, style } = await import(new URL("plancost.js", import.meta.url));
  await init();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style());
  return { mount, sheet };
}

class PlanCost extends HTMLElement {
  static observedAttributes = ["scenario", "edition"];
  #root = this.attachShadow({ mode: "open" });
  #own = this.#root.appendChild(document.createElement("slot"));
  #due;
  #app;

  // After what the host does in one go: a node that moves keeps its app.
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

  #begin({ mount, sheet }) {
    const place = document.createElement("div");
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(place);
    this.#app = mount(place.appendChild(document.createElement("div")), this.#props());
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
