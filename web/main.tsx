/** Where the console begins: the sign-in that may be under way, the reader's language, then the screens. */
import '@mantine/core/styles.layer.css';
import 'virtual:theme.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadLanguage } from './kit/i18n/messages.ts';
import { firstLanguage } from './kit/i18n/reader.tsx';
import { sessionState, startSession } from './kit/session/session.ts';

async function begin(): Promise<void> {
  await startSession();
  const language = firstLanguage(sessionState().member?.locale ?? null);
  await loadLanguage(language);
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  createRoot(root).render(<App language={language} />);
}

void begin();
