import frame from './frame.json';

export const en = { frame };
