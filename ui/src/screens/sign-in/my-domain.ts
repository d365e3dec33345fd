/** The host name in what was typed or pasted, such as `https://Acme.my.salesforce.com/home`; `null` when there is none. */
export function hostOf(typed: string): string | null {
  const bare = typed.trim().replace(/^https:\/\//i, "");
  const host = (bare.split(/[/?#]/)[0] ?? "").toLowerCase();
  return /^(?=.{4,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+(:\d{2,5})?$/.test(host) ? host : null;
}
