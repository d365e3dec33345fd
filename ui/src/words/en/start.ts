/** English: the first screens. */
export const start = {
  signIn: {
    title: "Sign in to Salesforce",
    lead: "Callside shows who is calling and writes what came of it. It needs your Salesforce user for both.",
    where: "Where do you sign in?",
    production: "Production",
    productionHint: "login.salesforce.com",
    sandbox: "Sandbox",
    sandboxHint: "test.salesforce.com",
    myDomain: "My Domain",
    myDomainHint: "Your company's own address",
    host: "My Domain address",
    hostExample: "acme.my.salesforce.com",
    hostNeeded: "Type your company's address, such as acme.my.salesforce.com.",
    go: "Sign in with Salesforce",
    browser: "Your browser opens. Callside never sees your password.",
    ended: "Why you are signed out",
    waitingTitle: "Go on in your browser",
    waitingLead: "Sign in there and allow Callside. This screen goes on by itself.",
    noBrowser: "No browser? Copy this address into one on this machine:",
    address: "Sign-in address",
    settings: "Connection settings",
    expired: (name: string) =>
      `${name}, Salesforce asks you to sign in again. Calls and notes go on; what you save is sent afterwards.`,
  },
  keychain: {
    title: "No keychain",
    lead: "Callside keeps your sign-in and the key of its database in this machine's keychain. It cannot reach one:",
    choose: "What shall Callside do?",
    tryAgain: "Try again",
    tryAgainHint: "After you have unlocked or installed a keychain. The safest way.",
    session: "Only until Callside closes",
    sessionHint:
      "Secrets stay in memory. You sign in again after each start, and calls kept on this machine cannot be read then.",
    file: "In a file of your user",
    fileHint:
      "Whoever can read your files, or your backup, can use your sign-in and read the stored calls. Choose this only if your admin agrees.",
    go: "Go on",
  },
  database: {
    title: "Callside's database cannot be opened",
    what: "What happened",
    todo: "What to do",
    kept: "Nothing was deleted. Until this is mended no call can be stored here.",
    look: "Look again",
  },
};
