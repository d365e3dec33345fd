import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** A formatter is made once: src/words/formats.ts. */
const madeOnce = {
  "no-restricted-syntax": [
    "error",
    {
      selector:
        "NewExpression[callee.object.name='Intl'][callee.property.name=/^(DateTimeFormat|NumberFormat|Collator)$/]",
      message: "Take it from src/words/formats.ts, which makes each formatter once.",
    },
    {
      selector: "CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]",
      message: "It makes a formatter at each call: take one from src/words/formats.ts.",
    },
  ],
};

/** Only the host may speak to the window, and only the window's own text may become markup. */
const outsideHost = {
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/host/ may import @tauri-apps." }] },
  ],
};

export default ts.config(
  { ignores: ["dist", "dist-fake", "src/host/bindings.ts", "tests/foreign"] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: [".svelte"] } },
  },
  {
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "error",
      "svelte/button-has-type": "error",
      // Plain sets and maps are used where nothing is drawn from them.
      "svelte/prefer-svelte-reactivity": "off",
      "no-console": "error",
      "no-duplicate-case": "error",
      eqeqeq: "error",
    },
  },
  { files: ["src/**"], ignores: ["src/host/**"], rules: outsideHost },
  // Its directives set styles through the object model, which the content security policy allows.
  {
    files: ["src/parts/VirtualList.svelte", "src/screens/setup/console/ResultGrid.svelte"],
    rules: { "svelte/no-inline-styles": "off" },
  },
  { files: ["src/**"], ignores: ["src/words/formats.ts"], rules: madeOnce },
  { files: ["tests/pictures/**"], rules: { "no-console": "off" } },
);
