/** Scenes of the history and of the team; see `scenes.mjs`. */
async function openWall(page) {
  await page.getByRole("button", { name: "Team" }).click();
  await page.getByRole("radio", { name: "Now" }).check({ force: true });
}

export const TEAM_SCENES = [
  { name: "history", fake: "idle", act: (page) => page.keyboard.press("h") },
  {
    name: "history-none",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("h");
      await page.getByRole("searchbox").fill("nobody at all");
      await page.locator(".list .empty").waitFor();
    },
  },
  {
    name: "history-filter",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("h");
      await page.getByRole("button", { name: "Filter" }).click();
      await page.getByLabel("Queue").selectOption("Billing");
      await page.getByLabel("Name of this filter").fill("Billing");
      await page.getByRole("button", { name: "Keep filter" }).click();
      await page.getByRole("button", { name: "Use filter: Billing" }).waitFor();
    },
  },
  {
    name: "story",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("h");
      await page
        .getByRole("button", { name: /^Whole call:/ })
        .first()
        .click();
      await page.getByRole("region", { name: "What the agent saw" }).waitFor();
    },
  },
  {
    name: "story-told",
    fake: "idle",
    act: async (page) => {
      await page.keyboard.press("h");
      await page
        .getByRole("button", { name: /^Whole call:/ })
        .nth(5)
        .click();
      await page
        .getByText(/over your team’s relay/)
        .first()
        .waitFor();
    },
  },
  {
    name: "team",
    fake: "supervisor",
    act: async (page) => {
      await page.getByRole("button", { name: "Team" }).click();
      await page.getByRole("region", { name: "How calls ended" }).waitFor();
    },
  },
  {
    name: "team-table",
    fake: "supervisor",
    act: async (page) => {
      await page.getByRole("button", { name: "Team" }).click();
      await page.getByRole("button", { name: "As table: How calls ended" }).click();
    },
  },
  {
    name: "team-satisfaction",
    fake: "rated",
    act: async (page) => {
      await page.getByRole("button", { name: "Team" }).click();
      await page.getByRole("region", { name: "Satisfaction by agent" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "older-calls",
    fake: "filling",
    act: async (page) => {
      await page.keyboard.press("h");
      await page.getByRole("progressbar").waitFor();
    },
  },
  {
    name: "older-calls-order",
    fake: "filled",
    act: async (page) => {
      await page.keyboard.press("h");
      await page.getByRole("button", { name: "Bring in older calls" }).click();
    },
  },
  {
    name: "story-logged",
    fake: "filled",
    act: async (page) => {
      await page.keyboard.press("h");
      await page.getByText("from Salesforce, seen only as a task").first().click();
    },
  },
  { name: "wallboard", fake: "wallboard", act: openWall },
  { name: "wallboard-old", fake: "wallboard-old", act: openWall },
  { name: "wallboard-none", fake: "supervisor", act: openWall },
  {
    name: "wallboard-big",
    fake: "wallboard",
    act: async (page) => {
      await openWall(page);
      await page.getByRole("button", { name: "Wall view" }).click();
    },
  },
  { name: "help-offered", fake: "help-offered" },
  { name: "help-asked", fake: "help-asked" },
  {
    name: "help-asked-compact",
    fake: "help-asked",
    act: (page) => page.keyboard.press("v"),
  },
  {
    name: "help-wanted",
    fake: "help-wanted",
    act: async (page) => {
      await page.getByRole("button", { name: /^Team/ }).click();
      await page.getByRole("button", { name: "Look at the call of Priya Nair" }).click();
      await page.getByLabel("Note to the agent").fill("Offer 10 % for two years. Not more.");
    },
  },
];
