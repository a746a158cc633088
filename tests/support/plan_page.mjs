// The page as a test sees it: how to open it, how to read its answer, and how to play scenes with it.
import assert from "node:assert/strict";
import { launch } from "./browser.mjs";

export const home = process.env.PLANCOST_URL;

/**
 * Plays scenes, each under the sentence that it shows to be true, or those whose sentence holds a word of the
 * command line. In the end the page must have asked for nothing but its own files and complained of nothing.
 */
export async function play(write) {
  assert(home, "set PLANCOST_URL to the address of the built page");
  const browser = await launch();
  const { open, requests, complaints } = opener(browser, home);
  const word = process.argv[2] ?? "";
  const scenes = Object.entries(write({ open, browser })).filter(([sentence]) => sentence.includes(word));
  let failed = scenes.length === 0 ? 1 : 0;
  for (const [sentence, scene] of scenes) {
    const fault = await scene().catch((fault) => fault);
    failed += fault ? 1 : 0;
    console.log(fault ? `FAIL ${sentence}\n${fault.stack}` : `ok   ${sentence}`);
  }
  await browser.close();
  const own = (address) => address.startsWith(home) || address.startsWith("data:") || address === "about:blank";
  const foreign = requests.filter((address) => !own(address));
  if (foreign.length > 0 || complaints.length > 0) {
    failed += 1;
    console.log("FAIL the page asks for nothing but its own files and complains of nothing", { foreign, complaints });
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Opens pages of one browser and remembers what each asked for and complained about. */
export function opener(browser, home) {
  const requests = [];
  const complaints = [];

  /** A fresh visitor: no storage, unless it comes with the context of an earlier one. */
  async function open({ address = home, context, wait = true, ...options } = {}) {
    context ??= await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (fault) => complaints.push(fault.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(address);
    if (wait) await ready(page);
    return page;
  }

  return { open, requests, complaints };
}

/** Waits until the app has taken the place of the shell. */
export const ready = (page) => page.getByTestId("answer").waitFor({ state: "attached" });

/** Clicks an example by a word of its title and waits for its answer. */
export async function choose(page, title) {
  await page.locator("button.template", { hasText: title }).first().click();
  await page.getByTestId("total").waitFor({ state: "attached" });
}

/** The total of a month as it is shown, such as "1,200.00". */
export const total = (page) => page.locator("[data-testid=total] .total-amount").innerText();

/** Waits until a sentence about the page is true. */
export async function until(page, says, sentence, argument) {
  await page.waitForFunction(sentence, argument).catch(() => assert.fail(`never happened: ${says}`));
}

/** "1,200.50" as hundredths, exactly; nothing for what is not an amount. */
export function cents(text) {
  const found = /^([\d,]+)\.(\d\d)/.exec(text.trim());
  return found ? BigInt(found[1].replaceAll(",", "")) * 100n + BigInt(found[2]) : undefined;
}

/** What has the focus, through shadow roots, in a few words. */
export const focused = (page) =>
  page.evaluate(() => {
    const { id, className, textContent } = document.activeElement;
    return { id, className, text: textContent.trim() };
  });
