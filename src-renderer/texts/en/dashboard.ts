/** The dashboard. */
export const dashboard = {
  title: 'Dashboard',
  providers: 'Providers',
  routes: 'Routes',
  lastRequests: 'Last requests',
  requestTable: 'Table of the last requests',
  noRequests: 'No requests yet',
  noRequestsHint: 'Point Claude Code or another client here, and what it asks shows up by itself.',
  claudeCode: 'Set up Claude Code',
  columns: {
    time: 'Time',
    client: 'Client',
    requested: 'Requested',
    route: 'Route and reason',
    target: 'Target',
    status: 'Status',
    inputTokens: 'Tokens in',
    outputTokens: 'Tokens out',
    cost: 'Cost',
    firstToken: 'First token',
    total: 'Total',
  },
};
