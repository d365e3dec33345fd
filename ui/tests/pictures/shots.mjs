/**
 * Takes pictures of every screen, in both themes and in several sizes, and checks each: axe with contrast, text that is cut
 * or runs together, small targets, errors, and the window's content security policy.
 *
 *   npm run shots -- DIR [--only NAME] [--size NAME] [--theme light|dark] [--lang CODE|all] [--no-axe] [--no-png]
 *
 * Each screen is reached in English, by its words, and then speaks the other language: as when somebody changes it in
 * the settings. `--no-png` only checks.
 */
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { covered, cutText, glued, script, smallTargets } from "./checks.mjs";
import { SCENES, SIZES } from "./scenes.mjs";
import { serve } from "./server.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    size: { type: "string" },
    theme: { type: "string" },
    lang: { type: "string", default: "en" },
    axe: { type: "boolean", default: true },
    png: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const folder = positionals[0];
if (folder === undefined) {
  console.error(
    "usage: npm run shots -- DIR [--only NAME] [--size NAME] [--theme light|dark] [--lang CODE|all]",
  );
  process.exit(2);
}

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const dist = fileURLToPath(new URL("../../dist-fake", import.meta.url));
const { address, stop } = await serve(dist);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--force-color-profile=srgb"],
});
await mkdir(folder, { recursive: true });

const faults = new Map();
const themes = values.theme === undefined ? ["light", "dark"] : [values.theme];
const sizes = SIZES.filter((size) => values.size === undefined || size.name === values.size);
const languages = values.lang === "all" ? ["en", "de", "es", "fr", "ar"] : [values.lang];
const scenes = SCENES.filter((scene) => values.only === undefined || scene.name.startsWith(values.only));
/** The scenes that are pictured in a size. */
const of = (size) => scenes.filter(({ name }) => size.only === undefined || name.startsWith(size.only));

for (const size of sizes) {
  for (const theme of themes) {
    const context = await browser.newContext({
      viewport: { width: Math.round(size.width / size.zoom), height: Math.round(size.height / size.zoom) },
      deviceScaleFactor: size.zoom,
      colorScheme: theme,
      locale: "en-US",
      reducedMotion: "reduce",
    });
    // As the real window does (`freezePrototype` in tauri.conf.json).
    await context.addInitScript(() => Object.freeze(Object.prototype));
    for (const scene of of(size)) {
      for (const [language, found] of await pictures(context, scene, `${theme}-${size.name}`)) {
        for (const fault of new Set(found)) {
          const where = `${scene.name} ${theme} ${size.name} ${language}`;
          faults.set(fault, [...(faults.get(fault) ?? []), where]);
        }
      }
    }
    await context.close();
  }
}

await browser.close();
stop();
for (const [fault, where] of faults)
  console.log(`${fault}  [${where.length}: ${where.slice(0, 3).join(", ")}]`);
const pictured = sizes.reduce((all, size) => all + of(size).length, 0);
const count = pictured * themes.length * languages.length;
console.log(
  `${count} screens, ${values.png ? `pictures in ${folder}` : "no pictures"}, ${faults.size} faults`,
);
process.exitCode = faults.size === 0 ? 0 : 1;

/** One screen in each language: what is wrong with it, by language. */
async function pictures(context, scene, name) {
  const page = await context.newPage();
  const first = scene.first === undefined ? "" : `&first=${scene.first}`;
  const all = new Map();
  let found = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text().slice(0, 200)}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message.slice(0, 200)}`));
  try {
    await page.goto(`${address}/?fake=${scene.fake}&lang=en${first}`);
    await page.locator("main").first().waitFor();
    if (scene.open !== undefined) await page.evaluate((call) => window.callsideHouse.open(call), scene.open);
    await scene.act?.(page);
    for (const language of languages) {
      all.set(language, found);
      await page.evaluate((code) => window.callsideHouse.preferences.set({ language: code }), language);
      await page.locator(`html[lang=${language}]`).waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(250);
      const file = language === "en" ? `${scene.name}-${name}.png` : `${scene.name}-${name}-${language}.png`;
      if (values.png) await page.screenshot({ path: join(folder, file) });
      for (const check of [cutText, covered, glued, smallTargets, script])
        found.push(...(await page.evaluate(check)));
      if (values.axe) found.push(...(await axe(page)));
      found = [];
    }
  } catch (error) {
    all.set("en", [...(all.get("en") ?? found), `no picture: ${error.message.split("\n")[0]}`]);
  }
  await page.close();
  return all;
}

async function axe(page) {
  await page.evaluate(axeSource);
  // Experimental in axe, but WCAG 2.5.3 all the same: a name holds the words that are seen.
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ["violations"],
      rules: { "label-content-name-mismatch": { enabled: true } },
    }),
  );
  // Suggestions below a textarea are walked by its arrow keys, and the picked one is scrolled to: no stop of Tab.
  const told = (rule, node) =>
    rule.id !== "scrollable-region-focusable" || !node.html.startsWith('<ul role="listbox"');
  return violations.flatMap((rule) =>
    rule.nodes
      .filter((node) => told(rule, node))
      .map(
        (node) =>
          `axe ${rule.id}: ${node.html.slice(0, 110)} ${node.failureSummary?.split("\n")[1]?.trim().slice(0, 130) ?? ""}`,
      ),
  );
}
