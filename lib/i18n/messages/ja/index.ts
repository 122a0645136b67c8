import frame from './frame.json';

export const ja = { frame };
