export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/lib/webui-api/no-such-path';
