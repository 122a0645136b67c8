export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the engine's messages go; whoever starts it decides. */
export type Log = (level: LogLevel, message: string) => void;
