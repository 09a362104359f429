/** The GraphiQL page: the API's explorer, asking nobody but the host that it came from. */
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { createFetcher } from './fetcher.js';
import { headers, query } from './welcome.js';

createRoot(document.getElementById('root') as HTMLElement).render(
  <GraphiQL
    fetcher={createFetcher(location)}
    defaultQuery={query}
    defaultHeaders={headers}
    defaultEditorToolsVisibility="headers"
  >
    <GraphiQL.Logo>Zero Pressure Interview</GraphiQL.Logo>
  </GraphiQL>,
);
