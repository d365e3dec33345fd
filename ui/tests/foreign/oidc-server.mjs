// A sign-in server of others (oidc-provider) under the addresses that Salesforce has: PKCE with S256 required, refresh
// tokens rotated, a public client, a loopback callback. It is as strict as its makers made it; added are only the fields
// of Salesforce's token answer (`instance_url`, `id`), and one resource that wants a live access token.
//
// Prints one JSON line when it is ready, and ends when its standard input is closed.
//   POST /_control/expire    every access token is dead from now on
//   POST /_control/deny      the next person says no
//   GET  /_control/seen      what it has seen so far

import { once } from "node:events";
import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";

const CLIENT_ID = "callside-desktop";
const PERSON = {
  sub: "005Fo0000000001IAA",
  user_id: "005Fo0000000001IAA",
  organization_id: "00DFo0000000001MAA",
  name: "Ines Okafor",
  preferred_username: "ines.okafor@example.com",
  email: "ines.okafor@example.com",
  zoneinfo: "Europe/Berlin",
};

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const provider = new Provider(origin, {
  clients: [
    {
      client_id: CLIENT_ID,
      application_type: "native",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://localhost/OauthRedirect"],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
  cookies: { keys: [randomBytes(24).toString("hex")] },
  scopes: ["openid", "offline_access", "api", "refresh_token"],
  claims: { openid: Object.keys(PERSON) },
  pkce: { required: () => true },
  issueRefreshToken: (_ctx, _client, code) => code.scopes.has("refresh_token"),
  expiresWithSession: () => false,
  rotateRefreshToken: () => true,
  findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ ...PERSON, sub: accountId }) }),
  interactions: { url: (_ctx, interaction) => `/_person/${interaction.uid}` },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: 60,
    Grant: 3600,
    IdToken: 600,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600,
  },
  routes: {
    authorization: "/services/oauth2/authorize",
    token: "/services/oauth2/token",
    revocation: "/services/oauth2/revoke",
    userinfo: "/services/oauth2/userinfo",
    jwks: "/id/keys",
  },
});

const seen = { codes: 0, refreshes: 0, refused: [], revoked_grants: 0, calls: 0 };
const access = new Set();
let denies = false;

provider.on("access_token.saved", (token) => access.add(token));
provider.on("grant.success", (ctx) => {
  if (ctx.oidc.params.grant_type === "refresh_token") seen.refreshes += 1;
  else seen.codes += 1;
});
provider.on("grant.error", (_ctx, error) => seen.refused.push(error.error));
provider.on("grant.revoked", () => (seen.revoked_grants += 1));

/** The person at the browser: signs in and agrees at once, or says no. */
async function person(ctx) {
  const { params, prompt } = await provider.interactionDetails(ctx.req, ctx.res);
  if (denies) {
    denies = false;
    return { error: "access_denied", error_description: "the person said no" };
  }
  if (prompt.name === "login") return { login: { accountId: PERSON.sub } };
  const grant = new provider.Grant({ accountId: PERSON.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return { consent: { grantId: await grant.save() } };
}

async function control(ctx) {
  switch (ctx.path) {
    case "/_control/expire":
      await Promise.all([...access].map((token) => token.destroy()));
      access.clear();
      break;
    case "/_control/deny":
      denies = true;
      break;
    case "/_control/seen":
      break;
    default:
      return ctx.throw(404);
  }
  ctx.body = seen;
}

/** What Salesforce answers to a query that finds nothing, or to a dead token. */
async function resource(ctx) {
  seen.calls += 1;
  const bearer = ctx.get("authorization").replace(/^Bearer /, "");
  if (bearer && (await provider.AccessToken.find(bearer))) {
    ctx.body = { totalSize: 0, done: true, records: [], searchRecords: [] };
  } else {
    ctx.status = 401;
    ctx.body = [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }];
  }
}

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith("/_control/")) return control(ctx);
  if (ctx.path.startsWith("/services/data/")) return resource(ctx);
  if (ctx.path.startsWith("/_person/")) {
    ctx.respond = false;
    return provider.interactionFinished(ctx.req, ctx.res, await person(ctx), {
      mergeWithLastSubmission: true,
    });
  }
  await next();
  if (ctx.oidc?.route === "token" && ctx.status === 200) {
    const id = `${origin}/id/${PERSON.organization_id}/${PERSON.user_id}`;
    ctx.body = { ...ctx.body, instance_url: origin, id, issued_at: String(Date.now()) };
  }
});

server.on("request", provider.callback());
process.stdout.write(`${JSON.stringify({ login_url: origin, client_id: CLIENT_ID, person: PERSON })}\n`);
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
