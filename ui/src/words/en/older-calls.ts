import { numberFormat } from "../formats";

/** English: older calls from Salesforce, and what customers said. */
const n = (count: number) => numberFormat("en").format(count);

export const olderCalls = {
  olderCalls: {
    title: "Bring in older calls",
    lead: "Calls that were logged in Salesforce come into the history of this machine. Nothing is written to Salesforce.",
    whose: "Whose calls",
    mine: "Mine",
    team: "All that I may see",
    first: "From day",
    last: "To day",
    earliest: (day: string) => `Calls before ${day} are not kept on this machine.`,
    start: "Bring them in",
    pause: "Pause",
    resume: "Go on",
    cancel: "End it",
    bar: "How far it is",
    counting: "Asking Salesforce how many there are…",
    progress: (read: number, total: number) => `${n(read)} of ${n(total)}`,
    speed: (perSecond: number) => `${n(perSecond)} a second`,
    left: (time: string) => `${time} left`,
    came: (fresh: number, known: number) => `${n(fresh)} new, ${n(known)} known before`,
    unreadable: (count: number) => `${n(count)} could not be read and were left out.`,
    state: {
      running: "Coming in",
      paused: "Paused. What came in stays, and it goes on where it stopped.",
      done: "All of them are here.",
      cancelled: "Ended. What came in stays.",
      failed: "Salesforce refuses it. What came in stays.",
    } as Record<string, string>,
    waits: {
      sign_in: "It goes on when you have signed in.",
      org: "It goes on when the person who began it is signed in to the same org.",
      salesforce: "Salesforce does not answer. It goes on by itself.",
      budget: "The API calls of the org run short. It goes on by itself when there are more.",
    },
    ready: (done: number, total: number) =>
      `Calls of an older version are made ready for filters and numbers: ${n(done)} of ${n(total)}.`,
    only: "from Salesforce, seen only as a task",
    onlyLead:
      "No phone system told Callside of this call: it is known from a task in Salesforce. Hold, wrap-up and who waited are not known.",
    dayOnly: "The task names the day and not the hour.",
    openTask: "Open the task",
    numbers:
      "Calls that are known from Salesforce tasks alone count with what the task says: its length is talk. Hold, wrap-up, repeats, and whether a call without a length was answered are unknown, and thin out no average.",
  },
  satisfaction: {
    title: "Customer satisfaction",
    of: (average: string, best: number) => `${average} of ${best}`,
    count: (count: number) => (count === 1 ? "1 rating" : `${n(count)} ratings`),
    against: (change: string) => `${change} against the days before`,
    asOf: (age: string) => `As of ${age}`,
    asking: "Salesforce is being asked…",
    never: "Salesforce has not been asked yet.",
    trouble: "Salesforce could not be asked.",
    leftOut: (count: number, worst: number, best: number) =>
      `${n(count)} rows hold no rating from ${worst} to ${best} and are left out.`,
    cut: "There are more ratings than are read. Let the query ask for fewer days.",
    byDay: "Satisfaction by day",
    by: {
      agent: "Satisfaction by agent",
      queue: "Satisfaction by queue",
      campaign: "Satisfaction by campaign",
    },
    day: "Day",
    ratings: "Ratings",
    average: "Average",
    means: (worst: number, best: number) =>
      `Average of what customers said, from ${worst} (worst) to ${best} (best), as the query of the admin finds it. Days without a rating are a gap.`,
    none: "Customer satisfaction is not set up. An admin says in the configuration file where the ratings are: see the guide for supervisors.",
  },
};
