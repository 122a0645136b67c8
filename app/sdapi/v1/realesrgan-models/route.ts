export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '../face-restorers/route';
