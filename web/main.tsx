import './ui/tokens.css';
import { Router } from '@solidjs/router';
import { QueryClient, QueryClientProvider } from '@tanstack/solid-query';
import { render } from 'solid-js/web';
import { routes } from './routes.tsx';
import { Refusal } from './server/client.ts';
import { SessionProvider } from './session/session.tsx';
import { firstTheme, showTheme } from './ui/theme.ts';
import { firstLanguage, loadSentences, showLanguage } from './words/words.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one however often it is asked; a lost connection is asked again until it is back.
      retry: (count, error) => error instanceof Refusal && error.passing && count < 3,
      staleTime: 10_000,
    },
  },
});

showTheme(firstTheme());
void showLanguage(firstLanguage()).then(() => {
  render(
    () => (
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <Router>{routes}</Router>
        </SessionProvider>
      </QueryClientProvider>
    ),
    document.getElementById('app')!,
  );
  void loadSentences();
});
