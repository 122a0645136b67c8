const TAG = /<(?:lora|lyco|hypernet):[^>]+>/;

/** Whether a prompt asks for extra networks such as `<lora:name:1>`. */
export const namesExtraNetworks = (prompt: string): boolean => TAG.test(prompt);
