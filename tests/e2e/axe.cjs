// node axe.cjs NODE_MODULES BROWSER PAGE...: visits each page in both colour schemes and two widths, prints JSON.
const fs = require("fs");
const path = require("path");
const [modules, browser, ...pages] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"), "utf8");

async function visit(session, file, scheme, width) {
  // The page's own policy forbids scripts; axe is one.
  const context = await session.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  let requests = 0;
  let dialogs = 0;
  page.on("request", () => (requests += 1));
  page.on("dialog", (dialog) => { dialogs += 1; dialog.dismiss(); });
  await page.goto("file://" + file);
  await page.addScriptTag({ content: axe });
  const found = await page.evaluate(() => window.axe.run(document));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await context.close();
  const violations = found.violations.map((one) => one.id + ": " + one.nodes[0].html);
  return { page: path.basename(file), scheme, width, violations, passes: found.passes.length, requests, dialogs, overflow };
}

(async () => {
  const session = await chromium.launch({
    executablePath: browser,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const seen = [];
  for (const file of pages) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1200, 400]) seen.push(await visit(session, file, scheme, width));
    }
  }
  await session.close();
  console.log(JSON.stringify(seen));
})().catch((problem) => { console.error(problem); process.exit(1); });
