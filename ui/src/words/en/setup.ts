/** English: the frame of the setup; each part brings its own file of words. */
export const setup = {
  setup: {
    notAdmin: "You can look at all of this and try it out. Only an admin of Callside may change it.",
    signedFiles:
      "Your company takes signed files only: Automations, As a file. Nothing here can be changed by hand.",
    title: "Setup",
    lead: "For admins: what every agent of this company gets.",
    parts: "Parts of the setup",
    org: "Check the org",
  },
};
