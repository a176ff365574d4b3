/** How the local issuer sends people back: to a registered page on this machine, whatever the port, and out without asking twice. */
import type { Configuration, Provider } from 'oidc-provider';

/** Whether a redirect goes to the same page as a registered one on this machine, whatever the port (RFC 8252, 7.3). */
function sameLoopback(registered: string, asked: string): boolean {
  const [a, b] = [URL.parse(registered), URL.parse(asked)];
  const loopback = (url: URL | null): boolean =>
    url !== null && url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return loopback(a) && loopback(b) && a?.pathname === b?.pathname && a?.search === b?.search;
}

/** Allows the registered pages of this machine on any port, after signing in and after signing out. */
export function allowAnyLoopbackPort(provider: Provider): void {
  const { prototype } = provider.Client;
  const { redirectUriAllowed, postLogoutRedirectUriAllowed } = prototype;
  prototype.redirectUriAllowed = function allowed(uri: string): boolean {
    return redirectUriAllowed.call(this, uri) || (this.redirectUris ?? []).some((one) => sameLoopback(one, uri));
  };
  prototype.postLogoutRedirectUriAllowed = function allowed(uri: string): boolean {
    const registered = this.postLogoutRedirectUris ?? [];
    return postLogoutRedirectUriAllowed.call(this, uri) || registered.some((one) => sameLoopback(one, uri));
  };
}

/** Ends the sign-in without asking once more, as a user pool does. */
export const signOutAtOnce: NonNullable<NonNullable<Configuration['features']>['rpInitiatedLogout']>['logoutSource'] = (
  ctx,
  form,
) => {
  const yes = '<input type="hidden" name="logout" value="yes">';
  ctx.body = `<!doctype html><title>Signing out</title>${form.replace('</form>', `${yes}</form>`)}
<script>document.forms[0].submit()</script>`;
};
