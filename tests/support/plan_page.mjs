// The page as a test sees it: how to open it and how to read its answer. It checks nothing itself.
import assert from "node:assert/strict";

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
