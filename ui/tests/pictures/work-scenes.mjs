/** Scenes of flags and work lists; see `scenes.mjs`. */
export const WORK_SCENES = [
  {
    name: "work",
    fake: "supervisor-relay",
    act: async (page) => {
      await page.keyboard.press("w");
      await page.getByRole("list", { name: "Work" }).waitFor();
    },
  },
  {
    name: "work-callbacks",
    fake: "supervisor",
    act: async (page) => {
      await page.keyboard.press("w");
      await page.keyboard.press("2");
      await page.getByText("overdue by").first().waitFor();
    },
  },
  {
    name: "work-give",
    fake: "supervisor",
    act: async (page) => {
      await page.keyboard.press("w");
      await page
        .getByRole("button", { name: /^Give to somebody:/ })
        .first()
        .click();
      await page.getByText("not connected by a relay").waitFor();
    },
  },
  {
    name: "work-refused",
    fake: "supervisor-relay",
    act: async (page) => {
      await page.keyboard.press("w");
      await page.keyboard.press("3");
      await page.getByText("refused at").first().waitFor();
      await page
        .getByRole("button", { name: /^Give to somebody:/ })
        .first()
        .click();
      await page.getByLabel("To", { exact: true }).selectOption("lucia@acme.example");
    },
  },
  {
    name: "flags",
    fake: "supervisor",
    act: async (page) => {
      await page.keyboard.press("h");
      await page
        .getByRole("button", { name: /^Whole call:/ })
        .first()
        .click();
      await page.getByText("Flag this call").click();
      await page.getByRole("button", { name: "Set flag" }).waitFor();
    },
  },
  {
    name: "guide",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("F1");
      await page.getByRole("button", { name: "A day with Callside" }).waitFor();
    },
  },
  {
    name: "guide-page",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("F1");
      await page.getByRole("button", { name: "Every day", exact: true }).click();
      await page.getByRole("article").waitFor();
    },
  },
  {
    name: "guide-found",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("F1");
      await page.getByRole("button", { name: "Every day", exact: true }).waitFor();
      await page.getByRole("searchbox").fill("compact_window");
      await page.getByRole("list", { name: "Found in the guide" }).waitFor();
    },
  },
];
