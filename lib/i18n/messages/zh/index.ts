import frame from './frame.json';

export const zh = { frame };
