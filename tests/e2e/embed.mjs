// <plan-cost> in pages of another origin: two that do not know of each other, moved, changed, removed, refused,
// between the loudest style sheet there is, and in a page that mdBook made.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";

const packageFolder = resolve(process.env.PLANCOST_PKG ?? "dist/package");
/** Where to leave pictures for a look; none are made without it. */
const shots = process.env.PLANCOST_SHOTS;

let browser, calculator, host, strict, folder;

before(async () => {
  calculator = await serve({ "/": packageFolder }, { headers: { "access-control-allow-origin": "*" } });
  folder = mkdtempSync(join(tmpdir(), "plancost-embed-"));
  cpSync("tests/e2e/embed", folder, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true }).map((name) => join(folder, name))) {
    if (statSync(file).isFile()) {
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("{{package}}", calculator.url));
    }
  }
  host = await serve({ "/": folder });
  const policy = `default-src 'self'; script-src ${calculator.url}; connect-src ${calculator.url}; style-src 'self'`;
  strict = await serve({ "/": folder }, { headers: { "content-security-policy": policy } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await Promise.all([calculator, host, strict].map((server) => server?.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and notes each estimate, by the element's id, and whatever goes wrong. */
async function open(url, { width = 1000, height = 900 } = {}) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.faults = [];
  page.asked = new Set();
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.faults.push(message.text());
  });
  page.on("request", (request) => page.asked.add(new URL(request.url()).origin));
  await page.addInitScript(() => {
    window.estimates = [];
    addEventListener("plan-cost:estimate", (event) => window.estimates.push([event.target.id, event.detail]));
  });
  await page.goto(url);
  return page;
}

/** Waits until an element has told an estimate of the scenario with this name, and gives the last one. */
async function estimate(page, id, name) {
  const found = ([id, name]) => window.estimates.findLast(([of, estimate]) => of === id && estimate.scenario === name)?.[1];
  const told = await page.waitForFunction(found, [id, name], { timeout: 20_000 }).catch(() => null);
  assert.ok(told, `no estimate of "${name}"; ${page.faults.join("; ") || "no fault told"}`);
  return told.jsonValue();
}

/** The text that a reader sees inside of an element's own tree. */
const inside = (page, selector = "plan-cost") => page.$eval(selector, (tag) => tag.shadowRoot.firstChild.innerText ?? "");

const whole = (price) => price.amount.split(".")[0].replace(/\B(?=(\d{3})+$)/g, ",");

async function picture(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

test("the loader is small and loads nothing before it is needed", () => {
  const text = readFileSync(join(packageFolder, "plan-cost.js"), "utf8");
  assert.ok(text.length < 2000, `${text.length} bytes`);
  assert.doesNotMatch(text, /^\s*import\s+[^(]/m);
});

test("two on one page answer each for itself", async () => {
  const page = await open(`${host.url}two.html`);
  const first = await estimate(page, "first", "Ten");
  const second = await estimate(page, "second", "Thousand");
  assert.equal(second.edition, "2020-04");
  assert.notEqual(first.edition, second.edition);
  assert.ok(Number(first.monthly.amount) < Number(second.monthly.amount));
  assert.ok((await inside(page, "#first")).includes(whole(first.monthly)), "the total is to be read");
  assert.ok((await inside(page, "#second")).includes(whole(second.monthly)), "the total is to be read");

  const told = await page.evaluate(() => window.estimates.filter(([of]) => of === "second").length);
  await page.$eval("#first", (tag) => {
    const scenario = JSON.parse(tag.getAttribute("scenario"));
    scenario.name = "Twenty";
    scenario.groups[0].people = 20;
    tag.setAttribute("scenario", JSON.stringify(scenario));
  });
  const twenty = await estimate(page, "first", "Twenty");
  assert.equal(Number(twenty.monthly.amount), 2 * Number(first.monthly.amount));
  assert.ok((await inside(page, "#first")).includes(whole(twenty.monthly)));
  await page.$eval("#first", (tag) => tag.setAttribute("edition", "2020-04"));
  await page.waitForFunction(() => window.estimates.findLast(([of]) => of === "first")[1].edition === "2020-04");
  assert.ok((await inside(page, "#second")).includes(whole(second.monthly)));
  assert.equal(await page.evaluate(() => window.estimates.filter(([of]) => of === "second").length), told);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("the host's address bar, history and storage are the host's", async () => {
  const page = await open(`${host.url}two.html?q=1#part`);
  await estimate(page, "first", "Ten");
  await estimate(page, "second", "Thousand");
  await page.locator("#first input").first().focus();
  await page.keyboard.type("7");
  await page.waitForTimeout(1000);
  const state = await page.evaluate(async () => ({
    address: location.search + location.hash,
    entries: history.length,
    kept: localStorage.length + sessionStorage.length + document.cookie.length + (await indexedDB.databases()).length,
    title: document.title,
  }));
  assert.deepEqual(state, {
    address: "?q=1#part",
    entries: 2,
    kept: 0,
    title: "A page of somebody else, with two calculators",
  });
  assert.deepEqual([...page.asked].sort(), [calculator.url, host.url].map((url) => new URL(url).origin).sort());
  await page.close();
});

test("what is typed is no shortcut of the host", async () => {
  const page = await open(`${host.url}plain.html`);
  await estimate(page, "first", "Ten");
  await page.evaluate(() => {
    window.keys = [];
    for (const kind of ["keydown", "keyup"]) document.addEventListener(kind, (event) => window.keys.push(event.key));
  });
  await page.locator("#first input").first().fill("");
  await page.keyboard.type("s/");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await estimate(page, "first", "s/");
  assert.deepEqual(await page.evaluate(() => window.keys), []);
  await page.close();
});

test("a node that moves keeps its calculator", async () => {
  const page = await open(`${host.url}two.html`);
  const before = await estimate(page, "first", "Ten");
  await page.locator("#first input").first().waitFor();
  await page.evaluate(() => {
    const tag = document.querySelector("#first");
    window.kept = tag.shadowRoot.firstChild;
    document.querySelector("#elsewhere").append(tag);
  });
  await page.waitForTimeout(200);
  assert.ok(await page.$eval("#elsewhere #first", (tag) => tag.shadowRoot.firstChild === window.kept));
  assert.ok((await inside(page, "#first")).includes(whole(before.monthly)));
  await page.$eval("#first", (tag) => tag.setAttribute("edition", "2020-04"));
  await page.waitForFunction(() => window.estimates.findLast(([of]) => of === "first")[1].edition === "2020-04");
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("a node that is removed leaves nothing behind", async () => {
  const page = await open(`${host.url}plain.html`);
  await estimate(page, "first", "Ten");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await page.evaluate(async (url) => {
    const { default: init } = await import(`${url}plancost.js`);
    window.memory = (await init()).memory;
    document.querySelector("#first").remove();
    window.cycle = async (times) => {
      for (let turn = 0; turn < times; turn += 1) {
        const tag = document.createElement("plan-cost");
        tag.setAttribute("scenario", `{"name":"Turn ${turn}","groups":[{"name":"G","people":${turn + 2}}]}`);
        const told = new Promise((done) => tag.addEventListener("plan-cost:estimate", done, { once: true }));
        document.body.append(tag);
        await told;
        tag.remove();
        await new Promise(requestAnimationFrame);
        if (tag.shadowRoot.querySelector("div")) throw new Error("the calculator is still there");
      }
      window.estimates.length = 0;
    };
  }, calculator.url);
  const measure = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const metric = (name) => metrics.find((metric) => metric.name === name).value;
    const bytes = await page.evaluate(() => window.memory.buffer.byteLength);
    return { nodes: metric("Nodes"), listeners: metric("JSEventListeners"), heap: metric("JSHeapUsedSize"), bytes };
  };
  const turns = 40;
  await page.evaluate(() => window.cycle(10));
  const before = await measure();
  await page.evaluate((turns) => window.cycle(turns), turns);
  const after = await measure();
  console.log(`after 10 turns: ${JSON.stringify(before)}; after ${10 + turns}: ${JSON.stringify(after)}`);
  // Less than one node, listener or two kilobytes a turn: a calculator has hundreds.
  assert.ok(after.nodes - before.nodes < turns, "nodes stay");
  assert.ok(after.listeners - before.listeners < turns, "listeners stay");
  assert.ok(after.heap - before.heap < turns * 2000, "memory of JavaScript stays");
  assert.equal(after.bytes, before.bytes, "memory of the wasm grows");
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("the host's style stays outside", async () => {
  const styles = async (page) => {
    await estimate(page, "first", "Ten");
    // The room decides the layout, so both get the same.
    await page.addStyleTag({ content: "plan-cost { display: block !important; width: 860px !important }" });
    return page.$eval("#first", (tag) => {
      const of = ["color", "backgroundColor", "fontFamily", "fontSize", "fontWeight", "fontStyle", "lineHeight"].concat(
        ["letterSpacing", "wordSpacing", "textAlign", "textTransform", "textIndent", "whiteSpace", "cursor"],
        ["listStyleType", "display", "float", "marginTop", "paddingLeft", "borderTopWidth", "borderTopColor"],
      );
      // Each element with the way to it, so that a difference can be found.
      const way = (node) => (node.parentElement ? `${way(node.parentElement)}>` : "") + `${node.localName}.${node.className}`;
      return [...tag.shadowRoot.querySelectorAll("*")].map((node) => {
        const style = getComputedStyle(node);
        return `${way(node)}: ${of.map((name) => `${name} ${style[name]}`).join("; ")}`;
      });
    });
  };
  const [loud, plain] = await Promise.all(["two.html", "plain.html"].map((file) => open(host.url + file)));
  const [inLoud, inPlain] = await Promise.all([styles(loud), styles(plain)]);
  await picture(loud, "embed-loud");
  await picture(plain, "embed-plain");
  assert.ok(inPlain.length > 50, `${inPlain.length} elements`);
  const differing = inLoud.filter((line, place) => line !== inPlain[place]);
  assert.deepEqual(differing.slice(0, 3), inPlain.filter((line, place) => line !== inLoud[place]).slice(0, 3));
  await loud.close();
  await plain.close();
});

test("in a narrow column nothing is cut off", async () => {
  for (const [name, width, dark] of [["narrow", 360, false], ["dark", 480, true], ["wide", 1200, false]]) {
    const page = await open(`${host.url}plain.html`, { width });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await estimate(page, "first", "Ten");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: no sideways scrolling`);
    await picture(page, `embed-${name}`);
    await page.close();
  }
});

test("where wasm is refused, the element's own text is read", async () => {
  const page = await open(`${strict.url}plain.html`);
  await page.waitForEvent("console", { predicate: (message) => message.text().startsWith("plan-cost:"), timeout: 20_000 });
  assert.ok(await page.getByText("Ten people with a premium connector need a license each.").isVisible());
  assert.equal(await page.$eval("#first", (tag) => tag.shadowRoot.querySelector("div")), null);
  await picture(page, "embed-refused");
  await page.close();
});

test("a wrong scenario is told in words, and the next one is answered", async () => {
  const page = await open(`${host.url}plain.html`);
  await estimate(page, "first", "Ten");
  await page.$eval("#first", (tag) => tag.setAttribute("scenario", '{"name":"Wrong","groups":[{"name":"G","people":-5}]}'));
  await page.waitForFunction(() => document.querySelector("#first").shadowRoot.firstChild.innerText.includes("groups[0].people"));
  await page.$eval("#first", (tag) => tag.setAttribute("scenario", '{"name":"Right"}'));
  await estimate(page, "first", "Right");
  assert.deepEqual(page.faults, []);
  await page.close();
});

const mdbook = ["mdbook", resolve(".tools/bin/mdbook")].find((program) => spawnSync(program, ["--version"]).status === 0);

test("in a page that mdBook made", { skip: !mdbook && "there is no mdbook on the PATH or in .tools/bin" }, async () => {
  const built = spawnSync(mdbook, ["build", join(folder, "book")], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  for (const width of [1280, 400]) {
    const page = await open(`${host.url}book/book/inspections.html`, { width });
    const ten = await estimate(page, "", "Ten");
    assert.ok((await inside(page)).includes(whole(ten.monthly)));
    assert.ok(await page.getByText("The text of the page goes on").isVisible());
    // mdBook turns the page at an arrow key where no input has the focus; that key is the calculator's.
    await page.locator("plan-cost button:enabled").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(500);
    assert.match(page.url(), /inspections\.html$/);
    assert.deepEqual(page.faults, []);
    await picture(page, `embed-mdbook-${width}`);
    await page.close();
  }
});
