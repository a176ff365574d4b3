/** Takes pictures of mails in every language, phone width, light and dark, for people to look at: `npm run pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMail } from '../../functions/news/mail/render-mail.ts';
import { startBrowser } from '../support/browser.ts';
import { mailDigest, mailNow, readers } from '../support/mails.ts';

const folder = fileURLToPath(new URL('../../.pictures', import.meta.url));
mkdirSync(folder, { recursive: true });

const looks = [
  { look: 'light-360', width: 360, colorScheme: 'light' },
  { look: 'dark-320', width: 320, colorScheme: 'dark' },
] as const;

const browser = await startBrowser();
for (const locale of readers) {
  const mails = { now: mailNow(locale), digest: mailDigest(locale, { evaluationLate: locale.startsWith('fr') }) };
  for (const [kind, content] of Object.entries(mails)) {
    const mail = renderMail(content);
    const headers = mail.headers.map(({ name, value }) => `${name}: ${value}\n`).join('');
    writeFileSync(join(folder, `${locale}-${kind}.txt`), `Subject: ${mail.subject}\n${headers}\n${mail.text}`);
    writeFileSync(join(folder, `${locale}-${kind}.html`), mail.html);
    for (const { look, width, colorScheme } of looks) {
      const page = await browser.newPage({ viewport: { width, height: 640 }, colorScheme, deviceScaleFactor: 1.5 });
      await page.setContent(mail.html);
      await page.screenshot({ path: join(folder, `${locale}-${kind}-${look}.png`), fullPage: true });
      await page.close();
    }
  }
}
await browser.close();
console.log(folder);
