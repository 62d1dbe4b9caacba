import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '../../src-shared/kernel/index.ts';
import { connect } from '../data/connect.ts';
import { CoreClient } from '../data/core-client.ts';
import { createQueryClient, followCore } from '../data/live-queries.ts';
import { letTabLeaveToasts } from '../ui/toast-exit.ts';
import { App } from './app.tsx';
import './global.css';
import { openDebtor, startNavigation } from './navigation.ts';

const root = document.getElementById('root');
invariant(root, 'the page has no root');
const core = new CoreClient(connect(window));
const client = createQueryClient();
followCore(core, client);
startNavigation();
letTabLeaveToasts(root);
core.on('navigate', ({ debtorId }) => openDebtor(debtorId));
createRoot(root).render(
  <StrictMode>
    <App core={core} client={client} />
  </StrictMode>,
);
