// The import table of the architecture, as rules: what each folder may import. Anything not listed is an error.
const path = (...folders) => `^(${folders.join('|')})/`;
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: path('src-shared', 'src-main', 'src-renderer', 'portal-server', 'tests'), pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('kernel-imports-nothing', '^src-shared/kernel/', '^src-shared/kernel/'),
    only('schema', '^src-shared/schema/', '^src-shared/(kernel|schema)/'),
    only('domain', '^src-shared/domain/', '^src-shared/(kernel|domain)/|^src-shared/schema/'),
    only('commands', '^src-shared/commands/', '^src-shared/(kernel|domain|schema|commands)/'),
    only('contract', '^src-shared/contract/', '^src-shared/(kernel|domain|schema|protocol|contract)/'),
    only('protocol', '^src-shared/protocol/', '^src-shared/(kernel|commands|protocol)/'),
    only('i18n', '^src-shared/i18n/', '^src-shared/(kernel|schema|i18n)/'),
    only('ports', '^src-main/ports/', '^src-shared/kernel/|^src-main/ports/'),
    only('cache', '^src-main/cache/', '^src-shared/|^src-main/cache/'),
    only('queries', '^src-main/queries/', '^src-shared/|^src-main/(cache|queries)/'),
    only('sync', '^src-main/sync/', '^src-shared/|^src-main/(cache|sync)/'),
    only('services', '^src-main/services/', '^src-shared/|^src-main/(cache|ports|services)/'),
    only('core', '^src-main/core/', '^src-shared/|^src-main/(core|cache|queries|sync|services|ports)/'),
    only('host-electron', '^src-main/host-electron/', '^src-shared/(kernel|contract|protocol|i18n)/|^src-main/(core|ports|host-electron)/'),
    only('host-web', '^src-main/host-web/', '^src-shared/(kernel|contract|protocol)/|^src-main/(core|ports|host-web)/'),
    only('renderer-sees-contract-only', '^src-renderer/', '^src-renderer/|^src-shared/(kernel|contract|i18n|commands|protocol|schema)/'),
    only('server', '^portal-server/', '^portal-server/|^src-shared/'),
    only(
      'server-pays-without-portal',
      '^portal-server/(payments|mail|imports|reports|storage|sync|documents)/',
      '^src-shared/|^portal-server/(storage|payments|mail|imports|reports|sync|app|documents)/',
    ),
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { pathNot: '^(src-main/host-electron|tests/support/electron-stand-in)/' },
      to: { path: '(^|/)node_modules/(electron|electron-updater)/' },
    },
    {
      name: 'shared-runs-anywhere',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: 'vite\\.config' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-libraries',
      comment: 'src-shared stays free of platform libraries',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|drizzle-orm|intl-messageformat|ibantools|liquidjs|date-easter)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
