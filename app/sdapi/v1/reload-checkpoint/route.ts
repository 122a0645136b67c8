export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../unload-checkpoint/route';
