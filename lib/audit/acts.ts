/** Every act that is written down, and what the log calls it. */
export const ACTS = {
  'sign_in.succeeded': 'Signed in',
  'sign_in.failed': 'Sign-in failed',
  sign_out: 'Signed out',
  'password.changed': 'Password changed',
  'two_factor.on': 'Two-factor switched on',
  'two_factor.off': 'Two-factor switched off',
  'two_factor.codes': 'Recovery codes made anew',
  'two_factor.code_used': 'Recovery code used',
  'session.ended': 'Session ended',
  'token.created': 'Token created',
  'token.revoked': 'Token revoked',
  'setup_link.created': 'Set-up link made',
  'setup_link.used': 'Set-up link used',
  'identity.linked': 'Identity linked',
  'invitation.created': 'Invitation made',
  'invitation.used': 'Invitation used',
  'invitation.revoked': 'Invitation revoked',
  'person.added': 'Person added',
  'person.changed': 'Person changed',
  'person.disabled': 'Person disabled',
  'person.enabled': 'Person enabled',
  'person.deleted': 'Person deleted',
  'person.files_moved': 'Files handed over',
  'view_as.started': 'Viewing as began',
  'view_as.ended': 'Viewing as ended',
  'team.created': 'Team created',
  'team.changed': 'Team changed',
  'team.archived': 'Team archived',
  'team.restored': 'Team restored',
  'team.member_set': 'Team member set',
  'team.member_removed': 'Team member removed',
  'setting.changed': 'Setting changed',
} as const;

export type ActName = keyof typeof ACTS;

export const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);
