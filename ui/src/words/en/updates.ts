/** English: newer versions of Callside. */
export const updates = {
  updates: {
    title: "Updates",
    version: (version: string) => `This is Callside ${version}.`,
    checked: (at: string) => `Looked at ${at}.`,
    waits: "a newer version is ready",
    look: "Look now",
    looking: "Looking…",
    install: "Fetch and install",
    again: "Open the installer",
    later: "Later",
    file: "The package",
    off: {
      policy: "Your organisation has turned this off. It looks after new versions.",
      repository: "New versions come with the updates of this machine. There is nothing to do here.",
      not_set: "Nobody has set where new versions come from. IT installs them.",
    },
    unknown: "Nobody has looked since Callside started.",
    current: "This is the newest version.",
    laterTurn: (version: string) => `Version ${version} is being rolled out. This machine gets it later.`,
    newer: (version: string) => `Version ${version} is ready. It can be installed between two calls.`,
    putOff: (version: string) => `Version ${version} is ready whenever you like.`,
    byIt: (version: string) => `There is version ${version}. IT installs it.`,
    fetching: (version: string, percent: number) => `Version ${version} is being fetched: ${percent} %.`,
    ready: (version: string) =>
      `Version ${version} is on this machine, checked byte by byte. If no installer opens, open the package yourself or give it to IT. Callside goes on running; the next start is the new version.`,
    troubles: {
      unreachable:
        "The server of new versions cannot be reached. This version goes on working; look again later.",
      no_list: "There is no list of new versions at the address that is set. Tell IT.",
      forged:
        "The list of new versions is not signed by the key that this machine trusts. Nothing was taken. Tell IT.",
      foreign: "The list is of another product or channel. Nothing was taken. Tell IT.",
      superseded: "The list is older than one that this machine has seen. Nothing was taken. Tell IT.",
      expired: "The list of new versions is too old to be believed. Nothing was taken. Tell IT.",
      changed: "The package that came is not the one that was signed. Nothing of it was kept. Tell IT.",
      no_room: "There is no room for the package. Make some and look again.",
      not_kept: "A file in the folder of Callside cannot be written. Tell IT.",
    },
  },
};
