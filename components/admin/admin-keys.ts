/** Where the query cache keeps what the admin pages show. */
export const peopleKey = ['admin', 'people'];
export const teamsKey = ['admin', 'teams'];
export const invitationsKey = ['admin', 'invitations'];
export const auditKey = ['admin', 'audit'];
export const workersKey = ['admin', 'workers'];
export const queueKey = ['admin', 'queue'];
export const storageKey = ['admin', 'storage'];
export const settingsKey = ['admin', 'settings'];
