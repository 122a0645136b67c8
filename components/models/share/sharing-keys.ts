/** Where the query cache keeps who may use shared models, and what members propose. */
export const sharedModelsKey = ['admin', 'models'];
export const proposalsKey = ['admin', 'proposals'];
export const proposalKey = (modelId: string) => ['proposal', modelId];
