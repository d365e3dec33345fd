/** English: which fields the pop shows. */
export const popFields = {
  popFields: {
    tab: "Fields on the pop",
    title: "Further fields on the pop",
    lead: "Name, company, e-mail, owner and status are always there. Add what your agents need before they say hello, such as the support tier.",
    choose: "Choose a field…",
    add: "Add a field",
    ofParents: "Fields of parents",
    none: "No further field.",
    remove: "Take away",
    up: "Move up",
    full: (most: number) => `${most} fields are as many as can be read at a glance.`,
    signInFirst: "Sign in to Salesforce first: the fields come from your org.",
  },
};
