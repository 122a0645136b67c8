/** With this code a process ends that wants to be started again at once: no crash, nothing to wait for. */
export const RESTART_CODE = 75;
