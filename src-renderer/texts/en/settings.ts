/** The settings, section by section. */
export const settings = {
  title: 'Settings',
  sections: {
    providers: 'Providers',
    models: 'Models',
    'claude-code': 'Claude Code',
    routes: 'Routes',
    clients: 'Clients',
    budgets: 'Budgets',
    logs: 'Logs',
    import: 'Import',
    general: 'General',
    about: 'About',
  },
};
