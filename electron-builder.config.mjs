// What the installers hold and how they are made. Signing and notarisation come from the environment (CSC_LINK,
// CSC_KEY_PASSWORD, APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER); without it a build is not signed.

/**
 * How the native packages name the binaries of what is built: the system that builds, and the architecture that is
 * built. Both builds that become macOS's universal one hold the same files, which is what merging them asks for.
 */
const target = { linux: 'linux-${arch}', win32: 'win32-${arch}', darwin: 'darwin-*' }[process.platform];
const libc = { linux: '-gnu', win32: '-msvc', darwin: '' }[process.platform];

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'app.signalbox',
  productName: 'Signalbox',
  copyright: 'Copyright © The Signalbox authors',
  artifactName: 'Signalbox-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist', buildResources: 'resources' },

  files: [
    'out/**',
    '!out/.*',
    'resources/tray/**',
    // Of a package only what runs, and of its binaries only those of the target. (For packages the builder reads
    // nothing but what excludes.)
    '!**/node_modules/**/.*{,/**}',
    '!**/node_modules/**/*.{ts,mts,cts,map,md,markdown,flow,c,cpp,h,hpp,gyp,gypi}',
    '!**/node_modules/**/{test,tests,__tests__,spec,specs,example,examples,benchmark,benchmarks,docs}/**',
    '!**/node_modules/better-sqlite3/{deps,src}/**',
    '!**/node_modules/gpt-tokenizer/{cjs,data,src}/**',
    '!**/node_modules/zod/src/**',
    `!**/node_modules/better-sqlite3/prebuilds/!(${target}).node`,
    `!**/node_modules/@napi-rs/keyring-!(${target}${libc})/**`,
  ],
  asar: true,
  // The system loads libraries from files alone.
  asarUnpack: ['**/*.node'],
  // Both native packages bring their binaries, which fit Node and Electron alike.
  npmRebuild: false,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  electronLanguages: ['en', 'en-US'],
  publish: process.env.GITHUB_REPOSITORY ? [{ provider: 'github', releaseType: 'draft' }] : null,

  mac: {
    category: 'public.app-category.developer-tools',
    icon: 'resources/icon.icns',
    target: [
      { target: 'dmg', arch: 'universal' },
      // What the app updates itself from.
      { target: 'zip', arch: 'universal' },
    ],
    x64ArchFiles: '**/*.node',
    extendInfo: { LSUIElement: true },
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
    notarize: Boolean(process.env.APPLE_API_KEY),
  },

  win: {
    icon: 'resources/icon.ico',
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    include: 'resources/installer.nsh',
  },

  linux: {
    icon: 'resources/icons',
    category: 'Development',
    synopsis: 'A personal model router for coding agents',
    executableName: 'signalbox',
    maintainer: 'The Signalbox authors',
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
  },
  deb: { recommends: ['gnome-keyring', 'libayatana-appindicator3-1'] },
};
