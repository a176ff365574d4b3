import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMail } from '../../functions/news/mail/render-mail.ts';
import { startBrowser } from '../support/browser.ts';
import { mailDigest, mailNow, readers, soapAlert } from '../support/mails.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
});

const PHONE = 320;

/** How wide the mail lays itself out on a phone, and where its text starts. */
async function laidOut(html: string) {
  const page = await browser.newPage({ viewport: { width: PHONE, height: 640 } });
  try {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(html);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    const align = await page.evaluate("getComputedStyle(document.querySelector('h2')).textAlign");
    return { width, align, asked };
  } finally {
    await page.close();
  }
}

describe.each(readers)('a mail in %s on a phone of 320 px', (locale) => {
  it('is read without scrolling sideways, from its own side, and asks nobody for anything', async () => {
    const align = locale === 'ar-TN' ? 'right' : 'left';
    for (const content of [mailNow(locale), mailDigest(locale, { evaluationLate: true })]) {
      expect(await laidOut(renderMail(content).html)).toEqual({ width: PHONE, align, asked: [] });
    }
  });

  it('breaks names that have no spaces', async () => {
    const name = { text: 'Ж'.repeat(200), missing: false };
    const mail = renderMail(mailNow(locale, [soapAlert(locale, { name })], 'W'.repeat(200)));
    expect((await laidOut(mail.html)).width).toBe(PHONE);
  });
});
