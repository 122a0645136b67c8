/** What a token can be limited to, and what the page calls it. */
export const TOKEN_SCOPES = {
  read: 'See jobs, pictures, files and usage, change nothing',
  generate: 'Make pictures and set options',
  files: 'Read and change files and models',
  admin: 'Administer the installation (as far as the owner may)',
} as const;

export type TokenScope = keyof typeof TOKEN_SCOPES;
