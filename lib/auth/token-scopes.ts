/** What a token can be limited to: see things, make pictures and set options, change files and models, administer. */
export const TOKEN_SCOPES = ['read', 'generate', 'files', 'admin'] as const;

export type TokenScope = (typeof TOKEN_SCOPES)[number];
