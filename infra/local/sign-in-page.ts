/** The page on which one chooses whom to sign in as; there are no passwords on one machine. */
import type { Member } from './issuer.ts';
import { escapeHtml } from './server.ts';

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color: #1c2430; background: #f6f7f9 }
button { display: block; width: 100%; text-align: start; font: inherit; padding: .6rem .8rem; margin: .3rem 0; border: 1px solid #ccd2da; border-radius: 6px; background: #fff; cursor: pointer }
button:hover, button:focus { border-color: #2457a6 } small { color: #5a6675 } .refused { border-inline-start: 4px solid #b3261e; background: #fff; padding: .6rem .8rem }
input { font: inherit; padding: .5rem; width: 100%; box-sizing: border-box; border: 1px solid #ccd2da; border-radius: 6px }`;

/** HTML of the page; `refused` is why the last try did not work. */
export function signInPage(members: readonly Member[], refused?: string): string {
  const choice = ({ member, name, note }: Member): string =>
    `<form method="post"><button name="member" value="${escapeHtml(member)}">${escapeHtml(name)}<br><small>${escapeHtml(member)}${
      note === undefined ? '' : ` · ${escapeHtml(note)}`
    }</small></button></form>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in</title><style>${style}</style><main><h1>Sign in</h1>
${refused === undefined ? '' : `<p class="refused" role="alert">${escapeHtml(refused)}</p>`}
<p>This runs on one machine, so there are no passwords: choose who you are.</p>
${members.map(choice).join('\n')}
<form method="post"><p><label>Another sign-in name<br><input name="member" type="email" required autocomplete="off"></label></p><button>Sign in</button></form>
</main></html>`;
}
