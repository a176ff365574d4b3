/** A browser out of npm, for pictures and for what only a browser can measure. */
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Nothing of it calls home. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

/** For functions with little memory; the browser would end with its first page. */
const oneProcess = ['--single-process', '--no-zygote', '--in-process-gpu'];

/** The browser of the package on Linux x64; elsewhere the Chrome that is installed. */
export async function startBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args.filter((flag) => !oneProcess.includes(flag)), ...quiet],
  });
}
