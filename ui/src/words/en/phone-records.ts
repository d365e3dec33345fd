/** English: what phone systems know, what they have in store for the set-up, and the codes of Sticky Calls. */
export const phoneRecords = {
  phoneRecord: {
    show: (system: string) => `What ${system} knows`,
    asking: "Asking…",
    contacts: "In its address book",
    none: "Its address book does not have this number.",
    add: (system: string) => `Add to ${system}`,
    timeline: "What happened",
    tags: "Tags",
    comments: "Comments",
    close: "Close",
  },
  phoneLists: {
    people: "Users",
    peopleLead: "Whoever has the same e-mail address in Salesforce is the same person.",
    list: "List them",
    listing: "Asking…",
    name: "Name",
    email: "E-mail",
    id: "Id",
    takesCalls: "Takes calls",
    me: "This is me",
    isMe: "you",
    team: "For the relay's team",
    none: "There are none.",
    campaign: "Campaign for calls",
    campaignHint: "Empty: your middleware decides.",
    campaigns: "Campaigns in Five9",
    dispositionsLead: "A disposition that is set in Five9 is proposed here.",
    theirs: "Disposition in Five9",
    push: "Set the disposition in Five9 after the wrap-up",
  },
  memoryCodes: {
    number: (kind: string) =>
      ({ mobile: "their mobile number", landline: "their landline number", voip: "their internet number" })[
        kind
      ] ?? "their number",
    external: "one of your ids",
    reference: "their reference",
    recent: (days: number) => (days === 1 ? "a call in the last day" : `a call in the last ${days} days`),
    levels: { very_low: "very low", low: "low", medium: "medium", high: "high", very_high: "very high" },
    advice: { ignore: "treat as new", verify: "verify first", reuse: "go on from last time" },
    status: { open: "open", resolved: "resolved", abandoned: "abandoned" },
  },
};
