import { describe, expect, it } from 'vitest';
import type { MailAlert } from '#shared/domain/news/mail.ts';
import { renderMail } from '../../../functions/news/mail/render-mail.ts';
import { alertOf, mailDigest, mailNow, readers, soapAlert } from '../../support/mails.ts';

const isolates = /[\u2068\u2069]/g;
const plain = (text: string) => text.replaceAll(isolates, '');
/** What a reader sees of HTML, roughly. */
const seen = (html: string) => html.replace(/<style>.*<\/style>/, '').replaceAll(/<[^>]*>/g, ' ');
const named = (text: string): Partial<MailAlert> => ({ name: { text, missing: false } });

describe('the subject', () => {
  it.each([
    ['en-UG', 'Supplies: Luzira Upper Prison – Soap, bar: very low, will run out on 29 November (and 2 more)'],
    [
      'fr-TN',
      'Approvisionnement\u00a0: Luzira Upper Prison – Savon, pain\u00a0: stock très bas, épuisé le 29 novembre au rythme actuel (et 2 autres)',
    ],
    ['ar-TN', 'الإمدادات: Luzira Upper Prison – صابون، قطعة: الكمية منخفضة جدًا وستنفد يوم 29 نوفمبر (وتنبيهان آخران)'],
    [
      'ru-KZ',
      'Снабжение: Luzira Upper Prison – Мыло, кусок: осталось очень мало, запас закончится 29 ноября (и ещё 2)',
    ],
    [
      'kk-Cyrl-KZ',
      'Жабдықтау: Luzira Upper Prison – Сабын, кесек: өте аз қалды, 29 қараша күні таусылады (және тағы 2)',
    ],
  ])('in %s names the worst thing and how many others there are', (locale, subject) => {
    const others = [alertOf('report-overdue'), alertOf('expiring', named('x'))];
    expect(plain(renderMail(mailNow(locale, [...others, soapAlert(locale)])).subject)).toBe(subject);
  });

  it('sets a name of the other direction apart, and leaves others alone', () => {
    expect(renderMail(mailNow('en-UG', undefined, 'السجن المدني')).subject).toContain(
      'Supplies: \u2068السجن المدني\u2069 – Soap',
    );
    expect(renderMail(mailNow('en-UG', undefined, 'Шымкент № 1')).subject).toContain('Supplies: Шымкент № 1 – Soap');
    expect(renderMail(mailNow('ar-TN')).subject).toContain('\u2068Luzira Upper Prison\u2069');
    expect(renderMail(mailNow('ar-TN', undefined, 'السجن المدني')).subject).toContain('الإمدادات: السجن المدني –');
  });

  it('is one line without marks that turn it around, and cuts a very long name between letters', () => {
    const { subject } = renderMail(
      mailNow('en-UG', undefined, `A\r\nBcc: b@example.org\u202e\u2066\u200b${'é'.normalize('NFD').repeat(80)}`),
    );
    expect(subject).not.toMatch(/[\r\n\u202e\u2066\u200b]/);
    expect(subject).toMatch(/^Supplies: A Bcc: b@example\.org(e\u0301)+… – Soap, bar/);
  });

  it('of a digest with nothing but open alerts names the country', () => {
    const facilities = [{ name: 'Luzira', alerts: [], stillOpen: [soapAlert('en-UG')] }];
    expect(renderMail(mailDigest('en-UG', { facilities })).subject).toBe('Supplies: Uganda (daily summary)');
  });
});

describe.each(readers)('a mail in %s', (locale) => {
  const digest = renderMail(mailDigest(locale));

  it('says the same in HTML and in plain text', () => {
    const html = plain(seen(digest.html)).replaceAll(/\s+/g, ' ');
    const words = plain(digest.text)
      .replaceAll('\u200f', '')
      .split(/\s+/)
      .filter((word) => !/^(https:.*|==|--|·)$/.test(word));
    expect(words.filter((word) => !html.includes(word.replace(/:$/, '')))).toEqual([]);
  });

  it('keeps names with Arabic and Cyrillic letters', () => {
    for (const part of [digest.html, digest.text]) {
      expect(part).toContain('السجن المدني بالمرناقية');
      expect(part).toContain('Шымкент қаласындағы № 1 мекеме');
    }
  });

  it('says its language and direction', () => {
    const direction = locale === 'ar-TN' ? 'rtl' : 'ltr';
    expect(digest.html).toContain(`<html lang="${locale}" dir="${direction}">`);
  });

  it('fetches nothing', () => {
    expect(digest.html).not.toMatch(/<img|<link|<script|@import|url\(|src=/i);
  });

  it('has one link to each alert, straight to it', () => {
    const links = [...digest.html.matchAll(/href="https:\/\/muster\.example\.org\/alerts\/([^"]+)"/g)];
    const ids = mailDigest(locale).facilities.flatMap(({ alerts }) => alerts.map(({ alertId }) => alertId));
    expect(links.map(([, id]) => decodeURIComponent(id ?? '')).sort()).toEqual(ids.sort());
  });

  it('keeps the lines of its plain text short, addresses aside', () => {
    const long = plain(digest.text)
      .split('\n')
      .filter((line) => [...line].length > 78 && !line.startsWith('https:'));
    expect(long).toEqual([]);
  });

  it('tells how many names it shows in English', () => {
    expect(digest.namesMissing).toBe(locale === 'en-UG' ? 0 : 1);
    expect(digest.text.replaceAll('\n', ' ')).toContain('Preparedness, prevention and control in prisons');
  });
});

describe('a reader whose language is not spoken here', () => {
  it('reads English, and is not told that names are', () => {
    const name = { text: 'Soap, bar', missing: true };
    const mail = renderMail(mailNow('sw-UG', [soapAlert('en-UG', { name })]));
    expect(mail.subject).toContain('Supplies: Luzira Upper Prison – Soap, bar: very low');
    expect(mail.namesMissing).toBe(1);
    expect(mail.text).not.toContain('Names without');
    expect(mail.html).toContain('<html lang="en" dir="ltr">');
  });
});

describe('the order', () => {
  it('is worst first among places and within each, and what is over comes last', () => {
    const { text } = renderMail(mailDigest('en-UG'));
    const headings = [
      '== Luzira',
      'none left',
      'very low, will',
      'recalled',
      'not read yet',
      'Still open: Hand',
      '== ⁨السجن',
      'late, was',
      'no longer short',
      '== Шымкент',
    ];
    const places = headings.map((heading) => text.indexOf(heading));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
});

describe('a batch on hold', () => {
  it.each([
    ['en-UG', 'on hold', 'recalled'],
    ['fr-TN', 'bloqué', 'rappelé'],
    ['ru-KZ', 'задержана', 'отозвана'],
  ])('is not called recalled in %s', (locale, hold, recalled) => {
    const facts = { action: 'hold', lot: 'B-2209/7', quantity: 36, recalledOn: '2026-11-20' };
    const { text } = renderMail(mailNow(locale, [soapAlert(locale, { kind: 'recall', level: 'medium', facts })]));
    expect(text).toContain(hold);
    expect(text.toLowerCase()).not.toContain(recalled);
  });
});

describe('a recall where nobody noted the batch', () => {
  it('asks to look for it, and does not say that none is there', () => {
    const facts = { action: 'recall', lot: 'B-2209/7', quantity: 0, withoutLot: 1500, recalledOn: '2026-11-20' };
    const { text } = renderMail(mailNow('en-UG', [soapAlert('en-UG', { kind: 'recall', level: 'high', facts })]));
    expect(text).toContain('Without a batch number: 1,500');
    expect(text).toContain('Look whether this batch is among what you have');
    expect(text).not.toContain('On the shelf: 0');
  });
});

describe('hostile names', () => {
  const name = '<script>alert(1)</script>\u202e\u2067"\'&amp;\u2069';
  const mail = renderMail(mailNow('en-UG', [soapAlert('en-UG', named(name))], name));

  it('are text in HTML', () => {
    expect(mail.html).not.toContain('<script');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.html).toContain('&amp;amp;');
  });

  it('turn nothing around', () => {
    for (const part of [mail.subject, mail.html, mail.text]) expect(part).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);
    expect(mail.html.match(/<bdi>/g)?.length).toBe(mail.html.match(/<\/bdi>/g)?.length);
  });

  it('do not hide in facts or in addresses either', () => {
    const facts = { reference: '<b>\u202ex</b>', expectedOn: '2026-11-18' };
    const alert = alertOf('shipment-overdue', { alertId: 'UG-A~shipment-overdue~"><b>~x', facts });
    const { html } = renderMail(mailNow('en-UG', [alert]));
    expect(html).not.toMatch(/<b>|\u202e/);
    expect(html).toContain('/alerts/UG-A~shipment-overdue~%22%3E%3Cb%3E~x');
  });
});

describe('what a mail must not carry', () => {
  it('is not read off a rate by norm: how many people a place holds', () => {
    const facts = {
      status: 'emergency',
      basis: 'norm',
      usable: 420,
      adu: 31.35,
      coverDays: 13.4,
      estimatedOnHand: 400,
      stockOutOn: '2026-12-05',
    };
    const { text, subject } = renderMail(mailNow('en-UG', [soapAlert('en-UG', { facts })]));
    expect(subject).toBe('Supplies: Luzira Upper Prison – Soap, bar: very low');
    expect(text).not.toMatch(/31\.35|13 days|400|December/);
    expect(text).toContain('On the shelf: 420');
  });

  it('are facts that no sentence is made for', () => {
    const facts = {
      reference: 'R-1',
      expectedOn: '2026-11-18',
      carrier: 'Kato Transport',
      route: 'via Jinja',
      by: 'A. Person',
      note: 'ring me',
      held: 950,
    };
    const mail = renderMail(mailNow('en-UG', [alertOf('shipment-overdue', { facts })]));
    expect(`${mail.subject}${mail.html}${mail.text}`).not.toMatch(/Kato|Jinja|A\. Person|ring me|950/);
  });

  it('is said in plain words, addresses aside', () => {
    const { text, html } = renderMail(mailDigest('en-UG'));
    const words = `${text.replaceAll(/https:\S+/g, '')} ${seen(html)}`;
    expect(words).not.toMatch(/\b(counts?|missing|emergency|FEFO|ADU|lot)\b/i);
  });
});

describe('when nothing was evaluated', () => {
  it('the mail says since when, before everything else', () => {
    const { text } = renderMail(mailDigest('en-UG', { evaluationLate: true }));
    expect(text).toContain('!! Not evaluated since 23 November at 06:45.');
    expect(text.indexOf('Not evaluated')).toBeLessThan(text.indexOf('== '));
    expect(text).not.toContain('Last evaluated');
  });

  it('says how many alerts there was no room for, in HTML and plain text', () => {
    const mail = renderMail(mailDigest('en-UG', { others: 1_234 }));
    expect(mail.text).toContain('and 1,234 more');
    expect(mail.html).toContain('and 1,234 more');
    expect(renderMail(mailDigest('en-UG', {})).text).not.toContain('1,234');
  });

  it('it says so too where it never was', () => {
    const { text } = renderMail(mailDigest('fr-TN', { evaluationLate: true, lastEvaluatedAt: null }));
    expect(text).toContain('Aucune évaluation n’a encore eu lieu');
  });
});

describe('headers', () => {
  const header = (mail: ReturnType<typeof renderMail>, name: string) =>
    mail.headers.find((each) => each.name === name)?.value;

  it('thread the mails on one alert, and tell nobody which it is', () => {
    const first = renderMail(mailNow('en-UG'));
    const later = renderMail(mailNow('fr-TN', [soapAlert('fr-TN', { change: 'resolved' })]));
    expect(header(first, 'References')).toBe(header(later, 'References'));
    expect(header(first, 'References')).toMatch(/^<[0-9a-f]{32}@alerts\.muster\.invalid>$/);
  });

  it('name ten alerts at most, the worst ones, in a length that SES takes', () => {
    const many = Array.from({ length: 14 }, (_, n) =>
      soapAlert('en-UG', { alertId: `a~shortage~i${n}~t`, level: 'medium' }),
    );
    const mail = renderMail(mailNow('en-UG', [...many, soapAlert('en-UG', { level: 'critical' })]));
    const references = header(mail, 'References')?.split(' ') ?? [];
    expect(references).toHaveLength(10);
    expect(references[0]).toBe(header(renderMail(mailNow('en-UG')), 'References'));
    expect(references.join(' ').length).toBeLessThanOrEqual(870);
  });

  it('of a digest end it with one click; a mail at once has none such', () => {
    const digest = renderMail(mailDigest('ar-TN'));
    expect(header(digest, 'List-Unsubscribe')).toMatch(/^<https:\/\/muster\.example\.org\/api\/v1\/unsubscribe\/.+>$/);
    expect(header(digest, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(renderMail(mailNow('ar-TN')).headers.map(({ name }) => name)).toEqual(['References']);
  });

  it('and links are left out where there is no console', () => {
    const mail = renderMail({ ...mailDigest('en-UG'), consoleUrl: null, unsubscribeUrl: null });
    expect(`${mail.html}${mail.text}`).not.toMatch(/https?:|<a /);
    expect(mail.headers.map(({ name }) => name)).toEqual(['References']);
  });
});
