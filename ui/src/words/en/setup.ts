/** English: the frame of the setup; each part brings its own file of words. */
export const setup = {
  setup: {
    title: "Setup",
    lead: "For admins: what every agent of this company gets.",
    parts: "Parts of the setup",
    org: "Check the org",
  },
};
