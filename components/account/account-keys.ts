/** Where the query cache keeps what the account pages show. */
export const accountKey = ['account'];
export const sessionsKey = ['account', 'sessions'];
export const tokensKey = ['account', 'tokens'];
